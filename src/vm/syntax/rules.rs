//! The rules that run on the reader's stack: what resumes when another rule has returned.

use super::reader::Reader;
use super::tree::Kind;
use super::{call, compound, display, expression, parameter, pattern, statement, string};

/// Writes the table of rules once: the numbers and the functions.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $action:path,)*) => {
        /// A rule by number, as it stands in a frame.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Rule { $($(#[$doc])* $rule,)* }

        /// What the rules do.
        pub(super) static RULES: &[fn(&mut Reader) -> Rule] = &[$($action,)*];
    };
}

rules! {
    /// Resume the rule of the last frame; `Reader::run` does this itself.
    Return = nothing,
    /// The first rule has returned.
    Done = nothing,

    // Rules that start something.
    Statement = compound::statement,
    SimpleStatement = statement::simple_statement,
    Clause = compound::clause,
    EvalInput = statement::eval_input,
    Operand = expression::operand,
    Primary = expression::primary,
    Operator = expression::operator,
    Pattern = pattern::pattern,
    ClosedPattern = pattern::closed,
    TypeParameters = parameter::type_parameters,

    // Rules that resume.
    /// The last operand of a node of fixed length has been read.
    Reduce = reduce,
    /// The same, and the node is an operand, which an operator may follow.
    ReduceOperand = reduce_operand,
    And = expression::and,
    Or = expression::or,
    Compare = expression::compare,
    ConditionalTest = expression::conditional_test,
    ExpressionsItem = expression::expressions_item,
    GroupItem = display::group_item,
    ListItem = display::list_item,
    SetItem = display::set_item,
    DictKey = display::dict_key,
    DictValue = display::dict_value,
    Comprehension = display::comprehension,
    ComprehensionTarget = display::comprehension_target,
    SubscriptItem = display::subscript_item,
    SliceBound = display::slice_bound,
    Argument = call::argument,
    Field = string::field_value,
    FieldSpecification = string::field_specification,
    /// A long text goes on.
    Text = string::more_text,
    Parameter = parameter::parameter,
    ParameterAnnotation = parameter::annotation,
    LambdaParameters = parameter::lambda_parameters,
    TypeParameter = parameter::type_parameter,
    TypeParameterBound = parameter::type_bound,
    CasePattern = pattern::case_pattern,
    OpenPatterns = pattern::open_patterns,
    PatternAlternative = pattern::alternative,
    PatternLiteral = pattern::literal_value,
    PatternArgument = pattern::argument,
    PatternItem = pattern::item,
    PatternKey = pattern::key,
    PatternKeyValue = pattern::key_value,
    ExpressionStatement = statement::expression_statement,
    Assign = statement::assign,
    Annotation = statement::annotation,
    Raise = statement::raise_value,
    DeleteTarget = statement::delete_target,
    Assert = statement::assert_test,
    TypeAliasParameters = statement::type_alias_parameters,
    ForTarget = compound::for_target,
    WithItem = compound::with_items,
    WithContext = compound::with_context,
    WithTarget = compound::with_target,
    DefTypeParameters = compound::def_type_parameters,
    DefParameters = compound::def_parameters,
    ClassTypeParameters = compound::class_type_parameters,
    Except = compound::except_type,
}

/// Never run.
fn nothing(_: &mut Reader) -> Rule {
    Rule::Done
}

/// Makes the node that `last_operand` has announced.
fn reduce(r: &mut Reader) -> Rule {
    let (number, flags) = (r.count & 0xff, (r.count >> 8) as u8);
    let kind = Kind::of_number(number).unwrap_or(Kind::Pass);
    r.reduce_value(kind, flags, kind.length().saturating_sub(1));
    Rule::Return
}

/// Makes the node that `inner_operand` has announced.
fn reduce_operand(r: &mut Reader) -> Rule {
    reduce(r);
    Rule::Operator
}
