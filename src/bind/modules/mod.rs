//! The standard modules.

pub mod builtins;
pub mod functions;

use crate::vm::native::NativeModule;

/// The modules that scripts can import without the firmware's doing.
pub static STANDARD: &[&NativeModule] = &[];
