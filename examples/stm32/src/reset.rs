//! A defect of the firmware starts the board anew. Scripts cannot cause one.

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    cortex_m::peripheral::SCB::sys_reset()
}
