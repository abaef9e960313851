//! Operators on instances of classes of Python, the short way: the frame of the method is opened in place of the
//! instruction, and what it returns is the result, unless that is NotImplemented. Whatever is not covered here the
//! prelude does (`operators.py`).

use super::Link;
use super::call::Site;
use super::finish::takes_result;
use super::frame::Return;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{TypeId, class, property};
use crate::vm::value::Value;

/// The methods of the operators from `Op::Add` on, and of `divmod`.
pub(crate) const BINARY: [Name; 14] = [
    name::__ADD__,
    name::__SUB__,
    name::__MUL__,
    name::__TRUEDIV__,
    name::__FLOORDIV__,
    name::__MOD__,
    name::__POW__,
    name::__MATMUL__,
    name::__LSHIFT__,
    name::__RSHIFT__,
    name::__AND__,
    name::__OR__,
    name::__XOR__,
    name::__DIVMOD__,
];
/// The reflected ones.
pub(crate) const REFLECTED: [Name; 14] = [
    name::__RADD__,
    name::__RSUB__,
    name::__RMUL__,
    name::__RTRUEDIV__,
    name::__RFLOORDIV__,
    name::__RMOD__,
    name::__RPOW__,
    name::__RMATMUL__,
    name::__RLSHIFT__,
    name::__RRSHIFT__,
    name::__RAND__,
    name::__ROR__,
    name::__RXOR__,
    name::__RDIVMOD__,
];
/// Those of augmented assignments.
pub(crate) const IN_PLACE: [Name; 13] = [
    name::__IADD__,
    name::__ISUB__,
    name::__IMUL__,
    name::__ITRUEDIV__,
    name::__IFLOORDIV__,
    name::__IMOD__,
    name::__IPOW__,
    name::__IMATMUL__,
    name::__ILSHIFT__,
    name::__IRSHIFT__,
    name::__IAND__,
    name::__IOR__,
    name::__IXOR__,
];
/// The operators from `Op::Negative` on.
pub(crate) const UNARY: [Name; 3] = [name::__NEG__, name::__POS__, name::__INVERT__];
/// The operators from `Op::Less` on.
pub(crate) const COMPARE: [Name; 6] =
    [name::__LT__, name::__LE__, name::__GT__, name::__GE__, name::__EQ__, name::__NE__];

const _: () = assert!(Op::BitXor as u8 - Op::Add as u8 == 12 && Op::Invert as u8 - Op::Negative as u8 == 2);
const _: () = assert!(Op::NotEqual as u8 - Op::Less as u8 == 5);

/// The operator of an arithmetic or comparing instruction, or of one that compares and jumps.
fn operator_of(op: Op) -> Option<Op> {
    Some(match op {
        Op::AddInt => Op::Add,
        Op::SubtractInt => Op::Subtract,
        Op::MultiplyInt => Op::Multiply,
        Op::FloorDivideInt => Op::FloorDivide,
        Op::ModuloInt => Op::Modulo,
        Op::LeftShiftInt => Op::LeftShift,
        Op::RightShiftInt => Op::RightShift,
        Op::BitAndInt => Op::BitAnd,
        Op::JumpIfLess | Op::JumpIfLessInt => Op::Less,
        Op::JumpIfLessEqual | Op::JumpIfLessEqualInt => Op::LessEqual,
        Op::JumpIfGreater | Op::JumpIfGreaterInt => Op::Greater,
        Op::JumpIfGreaterEqual | Op::JumpIfGreaterEqualInt => Op::GreaterEqual,
        Op::JumpIfEqual | Op::JumpIfEqualInt => Op::Equal,
        Op::JumpIfNotEqual | Op::JumpIfNotEqualInt => Op::NotEqual,
        other if is_in(Op::Add, other, Op::BitXor) || is_in(Op::Less, other, Op::NotEqual) => other,
        _ => return None,
    })
}

fn is_in(first: Op, op: Op, last: Op) -> bool {
    (first as u8..=last as u8).contains(&(op as u8))
}

impl<'m> Vm<'m> {
    /// The class of an instance of a class of Python.
    #[inline]
    fn python_class(&self, value: Value) -> Option<Value> {
        let words = self.heap.words::<2>(value.block());
        let is_instance = words.header().is(Kind::Instance) || words.header().is(Kind::LooseInstance);
        is_instance.then(|| words.value(1))
    }

    /// The Python function that an instance's class has for a special method.
    fn own_method(&self, value: Value, name: Name) -> Option<Value> {
        self.method_in(self.python_class(value)?, name)
    }

    fn method_in(&self, class: Value, name: Name) -> Option<Value> {
        self.class_attribute(class, name).filter(|found| self.heap.memory().header(found.block()).is(Kind::Function))
    }

    /// Opens the frame of a Python function whose value is the current instruction's result, for an operator if one is
    /// given; `None`: nothing has been done.
    fn enter_method(
        &mut self,
        function: Value,
        arguments: &[Value],
        kind: Return,
        operator: Option<Op>,
    ) -> Option<Stop> {
        let code = self.code_of(self.running());
        let op = self.op_in(code);
        let length = if takes_result(op) { op.length() } else { 0 };
        let fits = if operator.is_some() { operator_of(op) == operator } else { length > 0 };
        if !fits {
            return None;
        }
        let at = self.frame.fp + self.frame_slots(code);
        self.open_plain(function, at, arguments, kind, length)?;
        Some(Stop::Entered)
    }

    /// `a op b` by the method of the left operand, or of the right one of a number.
    pub(super) fn enter_binary(&mut self, op: Op, a: Value, b: Value, in_place: bool) -> Option<Stop> {
        let number = op as usize - Op::Add as usize;
        let (left, right) = (self.python_class(a), self.python_class(b));
        let Some(class) = left else {
            // The number goes first with what is a number itself.
            let right = right.filter(|right| class::native_base(self, *right) == TypeId::Object)?;
            let method = self.method_in(right, *REFLECTED.get(number)?)?;
            self.to_number(a)?;
            return self.enter_method(method, &[b, a], Return::Operator, Some(op));
        };
        if right.is_some_and(|right| right != class) {
            return None;
        }
        let in_place = in_place && self.class_attribute(class, *IN_PLACE.get(number)?).is_some();
        let name = if in_place { IN_PLACE.get(number)? } else { BINARY.get(number)? };
        let method = self.method_in(class, *name)?;
        self.enter_method(method, &[a, b], Return::Operator, Some(op))
    }

    /// `a op b` for the rich comparisons, by the method of the left operand.
    pub(super) fn enter_compare(&mut self, op: Op, a: Value, b: Value) -> Option<Outcome<Value>> {
        let name = *COMPARE.get(op as usize - Op::Less as usize)?;
        let (left, right) = (self.python_class(a)?, self.python_class(b));
        if right.is_none_or(|right| right == left)
            && let Some(method) = self.method_in(left, name)
        {
            return self.enter_method(method, &[a, b], Return::Operator, Some(op)).map(Err);
        }
        let is_plain = |class| !class::compares(&self.heap, class) && class::native_base(self, class) == TypeId::Object;
        let is_identity = matches!(op, Op::Equal | Op::NotEqual) && is_plain(left) && right.is_some_and(is_plain);
        is_identity.then(|| Ok(Value::bool((a == b) == (op == Op::Equal))))
    }

    /// `op a` by the operand's method.
    pub(super) fn enter_unary(&mut self, op: Op, a: Value) -> Option<Stop> {
        let method = self.own_method(a, *UNARY.get(op as usize - Op::Negative as usize)?)?;
        self.enter_method(method, &[a], Return::Call, None)
    }

    /// `len(value)` by its method.
    pub(crate) fn enter_len(&mut self, value: Value) -> Option<Stop> {
        let method = self.own_method(value, name::__LEN__)?;
        self.enter_method(method, &[value], Return::Length, None)
    }

    /// `object[key]` by the object's method.
    pub(super) fn enter_item(&mut self, object: Value, key: Value) -> Option<Stop> {
        let method = self.own_method(object, name::__GETITEM__)?;
        self.enter_method(method, &[object, key], Return::Call, None)
    }

    /// `object.name`, if the name is a property's of the object's class, by its function.
    pub(super) fn enter_property(&mut self, object: Value, name: Value) -> Option<Stop> {
        let class = self.python_class(object)?;
        let property = self.cached_value(class, name)?;
        let is_property = self.heap.memory().header(property).is(Kind::Property);
        if !is_property || class::has_getattribute(&self.heap, class) {
            return None;
        }
        let getter = self.heap.memory().value(property, property::GETTER);
        self.enter_method(getter, &[object], Return::Call, None)
    }

    /// The method of the current instruction's operator has returned NotImplemented.
    pub(super) fn not_implemented(&mut self) -> Stop {
        let Some(frame) = self.enter() else { return Stop::Entered };
        let op = frame.fetch.op();
        let Some(operator) = operator_of(op) else { return Stop::Entered };
        let (first, second) = (frame.fetch.a(), frame.fetch.b());
        let is_jump = is_in(Op::JumpIfLess, op, Op::JumpIfNotEqualInt);
        let (left, right) = if is_jump { (first, second) } else { (second, frame.fetch.c()) };
        let has_int = is_in(Op::AddInt, op, Op::BitAndInt) || is_in(Op::JumpIfLessInt, op, Op::JumpIfNotEqualInt);
        let (a, b) = (frame.get(left), if has_int { Value::small((right as i8).into()) } else { frame.get(right) });
        if is_in(Op::Less, operator, Op::NotEqual) {
            let number = Value::small(operator as i32 - Op::Less as i32);
            return self.instead_prelude(Prelude::CompareRight, &[number, a, b]);
        }
        let number = Value::small(operator as i32 - Op::Add as i32);
        let in_place = (if has_int { left } else { right }) & 0x40 != 0;
        let asked = !self.is_instance(a);
        let how = Value::small(i32::from(in_place) | i32::from(asked) << 1);
        self.instead_prelude(Prelude::OperateRight, &[number, a, b, how])
    }

    /// `C(...)` for a class with an `__init__` in Python that takes just these arguments: its frame is opened above the
    /// instance, which is the call's result. `None`: nothing has been done.
    pub(super) fn construct_simple(&mut self, class: Value, site: Site) -> Option<Outcome<()>> {
        if !class::is_simple(&self.heap, class) {
            return None;
        }
        let init = self.class_attribute(class, name::__INIT__)?;
        // The arguments may lie in a copy of the call site above the frame.
        let end = self.frame_end().max(if site.at >= self.frame_end() { site.first() + site.count } else { 0 });
        let at = end + 1;
        let first = self.plain_code(init, site.count as usize + 1, at)?;
        let instance = match class::new_instance(self, class) {
            Ok(instance) => instance,
            Err(stop) => return Some(Err(stop)),
        };
        self.set_slot(end, instance);
        self.set_slot(at + RECORD, instance);
        self.move_slots(site.first(), at + RECORD + 1, site.count);
        self.open_at(init, at, first, Link::new(at + RECORD - self.frame.fp, Return::Init, site.length));
        Some(Ok(()))
    }
}
