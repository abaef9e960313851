//! What QEMU's `b-l475e-iot01a` lacks of the chip; with the feature `qemu` only, never on a real board.
//!
//! | QEMU 10 | what goes wrong |
//! |--|--|
//! | PWR and the FLASH registers read 0 and ignore writes | starting the clocks waits for ever |
//! | the USARTs fault on accesses by bytes | so embassy reads RDR and writes TDR |
//! | writing a bit to USART_ICR clears that bit of ISR, TXE and RXNE included | embassy writes all of ISR back |
//!
//! The MPU makes those blocks no-access; the HardFault that follows decodes the load or store and does it another way.
//! (HFNMIENA is 0: the MPU is off in the handler.)

use core::sync::atomic::AtomicU32;

use cortex_m_semihosting::{debug, hprintln};

/// By this text `run` knows the image for one of the emulator.
#[used]
static MARK: [u8; 21] = *b"ferropy runs in QEMU.";

/// Bytes in one trapped block: a power of two, bases aligned to it.
const LEN: u32 = 1024;

/// What a trapped block does instead.
#[derive(Clone, Copy)]
enum Kind {
    /// A RAM copy: reads back what was written.
    Shadow(usize),
    /// The real device, by whole words, ICR writes masked.
    Usart,
}
const BLOCKS: [(u32, Kind); 3] = [
    (0x4000_7000, Kind::Shadow(0)), // PWR
    (0x4002_2000, Kind::Shadow(1)), // FLASH interface
    (0x4001_3800, Kind::Usart),     // USART1
];
static SHADOW: [[AtomicU32; LEN as usize / 4]; 2] = [const { [const { AtomicU32::new(0) }; LEN as usize / 4] }; 2];
/// The bits of USART_ICR that exist.
const ICR: u32 = 0x0012_1b5f;

/// Bridges the gaps; before the clocks are started.
pub fn start() {
    let mpu = unsafe { &*cortex_m::peripheral::MPU::PTR };
    unsafe {
        for (i, b) in BLOCKS.iter().enumerate() {
            mpu.rnr.write(i as u32);
            mpu.rbar.write(b.0);
            // XN, AP=0 (no access), S|B (device), SIZE=log2(LEN)-1, ENABLE
            mpu.rasr.write(1 << 28 | 1 << 18 | 1 << 16 | (LEN.trailing_zeros() - 1) << 1 | 1);
        }
        mpu.ctrl.write(0b101); // PRIVDEFENA | ENABLE
    }
    cortex_m::asm::dsb();
    cortex_m::asm::isb();
}

core::arch::global_asm!(
    ".section .HardFault.qemu, \"ax\"",
    ".global HardFault",
    ".type HardFault,%function",
    ".thumb_func",
    "HardFault:",
    "tst lr, #4",
    "ite eq",
    "mrseq r0, msp",
    "mrsne r0, psp",
    "push {{r3-r11, lr}}", // 10 words: r3 pads to 8 bytes
    "add r1, sp, #4",      // -> saved r4..r11
    "bl {f}",
    "pop {{r3-r11, pc}}",
    f = sym fault,
);

#[repr(C)]
struct Frame {
    r: [u32; 4],
    r12: u32,
    lr: u32,
    pc: u32,
    xpsr: u32,
}

unsafe extern "C" fn fault(f: *mut Frame, hi: *mut [u32; 8]) {
    let f = unsafe { &mut *f };
    let hi = unsafe { &mut *hi };
    let scb = unsafe { &*cortex_m::peripheral::SCB::PTR };
    let cfsr = scb.cfsr.read();
    if cfsr & 0x82 != 0x82 {
        dead(f, cfsr, scb.bfar.read()); // not a data access violation with a valid address
    }
    let addr = scb.mmfar.read();
    let Some(&(base, kind)) = BLOCKS.iter().find(|b| addr.wrapping_sub(b.0) < LEN) else { dead(f, cfsr, addr) };
    let shift = (addr & 3) * 8;

    let h = unsafe { *(f.pc as *const u16) } as u32;
    // (instruction length, access size, is load, rt)
    let (len, size, load, rt) = if h >> 11 >= 0b11101 {
        let h2 = unsafe { *((f.pc + 2) as *const u16) } as u32;
        // LDR/STR{,B,H}: imm12, or imm8 without write-back, or register offset
        if !(h & 0xff80 == 0xf880 || (h & 0xff80 == 0xf800 && h2 & 0x0900 != 0x0900)) {
            dead(f, cfsr, addr)
        }
        (4, 1u32 << (h >> 5 & 3), h & 0x10 != 0, h2 >> 12)
    } else {
        match h >> 11 {
            0b01100 => (2, 4, false, h & 7),
            0b01101 => (2, 4, true, h & 7),
            0b01110 => (2, 1, false, h & 7),
            0b01111 => (2, 1, true, h & 7),
            0b10000 => (2, 2, false, h & 7),
            0b10001 => (2, 2, true, h & 7),
            _ => match h >> 9 {
                0b0101000 => (2, 4, false, h & 7),
                0b0101001 => (2, 2, false, h & 7),
                0b0101010 => (2, 1, false, h & 7),
                0b0101100 => (2, 4, true, h & 7),
                0b0101101 => (2, 2, true, h & 7),
                0b0101110 => (2, 1, true, h & 7),
                _ => dead(f, cfsr, addr),
            },
        }
    };
    let mask = if size == 4 { !0 } else { (1u32 << (size * 8)) - 1 };
    let reg: &mut u32 = match rt {
        0..=3 => &mut f.r[rt as usize],
        4..=11 => &mut hi[rt as usize - 4],
        12 => &mut f.r12,
        14 => &mut f.lr,
        _ => dead(f, cfsr, addr),
    };
    let word = match kind {
        Kind::Shadow(i) => SHADOW[i][((addr - base) / 4) as usize].as_ptr(),
        Kind::Usart => (addr & !3) as *mut u32,
    };
    unsafe {
        if load {
            *reg = word.read_volatile() >> shift & mask;
        } else {
            let v = (*reg & mask) << shift;
            word.write_volatile(match kind {
                Kind::Shadow(_) => word.read_volatile() & !(mask << shift) | v,
                Kind::Usart if addr - base == 0x20 => v & ICR,
                Kind::Usart => v,
            });
        }
        scb.cfsr.write(0xff);
        scb.hfsr.write(1 << 30);
    }
    f.pc += len;
    // Inside an IT block: move on to its next instruction.
    let it = f.xpsr >> 8 & 0xfc | f.xpsr >> 25 & 3;
    let it = if it & 7 == 0 { 0 } else { it & 0xe0 | it << 1 & 0x1f };
    f.xpsr = f.xpsr & !0x0600_fc00 | (it & 0xfc) << 8 | (it & 3) << 25;
}

fn dead(f: &Frame, cfsr: u32, addr: u32) -> ! {
    panic!("HardFault pc={:#x} lr={:#x} cfsr={:#x} addr={:#x}", f.pc, f.lr, cfsr, addr)
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    hprintln!("{}", info);
    debug::exit(debug::EXIT_FAILURE);
    loop {}
}
