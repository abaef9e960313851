//! The rules that run on the reader's stack: what resumes when another rule has returned.

use super::reader::Reader;
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
    Unary = expression::unary,
    Await = expression::await_,
    Starred = expression::starred,
    Yield = expression::yield_value,
    YieldFrom = expression::yield_from,
    Binary = expression::binary,
    And = expression::and,
    Or = expression::or,
    Compare = expression::compare,
    ConditionalTest = expression::conditional_test,
    ConditionalElse = expression::conditional_else,
    Named = expression::named_value,
    ExpressionsItem = expression::expressions_item,
    GroupItem = display::group_item,
    ListItem = display::list_item,
    SetItem = display::set_item,
    DictKey = display::dict_key,
    DictValue = display::dict_value,
    Comprehension = display::comprehension,
    ComprehensionTarget = display::comprehension_target,
    ComprehensionFor = display::comprehension_for,
    ComprehensionIf = display::comprehension_if,
    SubscriptItem = display::subscript_item,
    SliceBound = display::slice_bound,
    Argument = call::argument,
    Keyword = call::keyword,
    DoubleStarred = call::double_starred,
    Field = string::field_value,
    FieldSpecification = string::field_specification,
    Parameter = parameter::parameter,
    ParameterAnnotation = parameter::annotation,
    ParameterDefault = parameter::parameter_default,
    LambdaParameters = parameter::lambda_parameters,
    Lambda = parameter::lambda_body,
    TypeParameter = parameter::type_parameter,
    TypeParameterBound = parameter::type_bound,
    TypeParameterDefault = parameter::type_parameter_default,
    CasePattern = pattern::case_pattern,
    CaseGuard = pattern::case_guard,
    OpenPatterns = pattern::open_patterns,
    PatternAlternative = pattern::alternative,
    PatternLiteral = pattern::literal_value,
    PatternArgument = pattern::argument,
    PatternKeyword = pattern::keyword_pattern,
    PatternItem = pattern::item,
    PatternKey = pattern::key,
    PatternKeyValue = pattern::key_value,
    ExpressionStatement = statement::expression_statement,
    ExpressionValue = statement::expression_value,
    Assign = statement::assign,
    AugmentedAssign = statement::augmented_assign,
    Annotation = statement::annotation,
    AnnotatedAssign = statement::annotated_assign,
    ReturnValue = statement::return_value,
    Raise = statement::raise_value,
    RaiseCause = statement::raise_cause,
    DeleteTarget = statement::delete_target,
    Assert = statement::assert_test,
    AssertMessage = statement::assert_message,
    TypeAliasParameters = statement::type_alias_parameters,
    TypeAlias = statement::type_alias_value,
    Test = compound::test_value,
    ForTarget = compound::for_target,
    For = compound::for_iterable,
    WithItem = compound::with_items,
    WithContext = compound::with_context,
    WithTarget = compound::with_target,
    DefTypeParameters = compound::def_type_parameters,
    DefParameters = compound::def_parameters,
    Def = compound::def_returns,
    ClassTypeParameters = compound::class_type_parameters,
    Except = compound::except_type,
}

/// Never run.
fn nothing(_: &mut Reader) -> Rule {
    Rule::Done
}
