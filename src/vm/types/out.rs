//! Text under construction: digits, reprs and messages go through `Out`, to a string or straight to the host.

use super::Out;
use crate::vm::Vm;
use crate::vm::heap::{Kind, Vm as _};
