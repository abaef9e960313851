//! The code that is made of small programs, instruction by instruction.
