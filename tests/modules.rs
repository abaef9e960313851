//! The standard modules: who may import them, and what they cost.

use ferropy::{Host, Print, Vm};

/// A host with one module of its own.
struct Folder(&'static str, &'static str);

impl Host for Folder {
    fn module_source(&mut self, name: &str) -> Option<(&[u8], bool)> {
        (name == self.0).then_some((self.1.as_bytes(), false))
    }
}

#[test]
fn a_vm_has_no_modules_unless_the_firmware_grants_them() {
    let mut memory = [0; 8 * 1024];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    let error = vm.exec("import sys").unwrap_err();
    assert_eq!(error.message(&mut vm), "No module named 'sys'");
}

#[test]
fn only_granted_modules_are_found() {
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules_only(&["operator"]).build().unwrap();
    vm.exec("import operator").unwrap();
    for hidden in ["import sys", "import usys", "import _streams", "import collections.abc"] {
        let error = vm.exec(hidden).unwrap_err();
        assert!(error.is(&vm, "ModuleNotFoundError"), "{hidden}");
    }
}

#[test]
fn a_standard_module_imports_what_it_needs() {
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules_only(&["sys"]).build().unwrap();
    vm.exec("import sys; major = sys.version_info.major").unwrap();
    assert_eq!(vm.get::<i32>("major").unwrap(), 3);
}

#[test]
fn modules_imported_by_calls_must_be_granted_too() {
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules_only(&["sys", "importlib"]).build().unwrap();
    assert_eq!(vm.eval::<i32>("__import__('sys').version_info.major").unwrap(), 3);
    vm.exec("import importlib; same = importlib.import_module('sys') is __import__('sys')").unwrap();
    assert!(vm.get::<bool>("same").unwrap());
    for call in ["__import__('operator')", "importlib.import_module('operator')"] {
        let error = vm.exec(call).unwrap_err();
        assert_eq!(error.message(&mut vm), "No module named 'operator'", "{call}");
    }
}

#[test]
fn standard_modules_come_before_the_files_of_the_host() {
    let mut host = Folder("sys", "byteorder = 'mine'");
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut host).build().unwrap();
    vm.exec("import sys; order = sys.byteorder").unwrap();
    assert_eq!(vm.get::<&str>("order").unwrap(), "little");
}

#[test]
fn micropythons_names_are_the_same_modules_unless_the_host_has_such_a_file() {
    let mut host = Folder("ustats", "number = 1");
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut host).build().unwrap();
    vm.exec("import sys, usys, ustats; same = sys is usys").unwrap();
    assert!(vm.get::<bool>("same").unwrap());
    let error = vm.exec("import unothing").unwrap_err();
    assert_eq!(error.message(&mut vm), "No module named 'unothing'");
}

#[test]
fn what_is_not_imported_takes_no_memory() {
    let used = |grant: bool| {
        let mut memory = [0; 8 * 1024];
        let builder = Vm::builder(&mut memory);
        let mut vm = if grant { builder.standard_modules() } else { builder }.build().unwrap();
        vm.exec("x = 1").unwrap();
        vm.collect();
        vm.memory().live
    };
    assert_eq!(used(true), used(false));
}

#[test]
fn tracebacks_show_the_files_of_standard_modules() {
    let mut printed = String::new();
    let mut print = Print(|text: &[u8]| printed.push_str(std::str::from_utf8(text).unwrap()));
    let mut memory = [0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut print).build().unwrap();
    let error = vm.exec("import sys\nsys._getframe(1)").unwrap_err();
    let traceback = error.traceback(&mut vm);
    assert!(traceback.contains("\n  File \"sys.py\", line "), "{traceback}");
    assert!(traceback.contains(", in _getframe\nValueError: call stack is not deep enough\n"), "{traceback}");
}
