//! B-L475E-IOT01A: STM32L475VG, 80 MHz, prompt on the debug probe's serial port.

use embassy_stm32::Config;
use embassy_stm32::rcc::{Pll, PllMul, PllPreDiv, PllRDiv, PllSource, Sysclk};

super::board! {
    name: "B-L475E-IOT01A with STM32L475VG",
    prompt: USART1 at 115_200, receives PB7, sends PB6,
    heartbeat: PB14,
    button: PC13 pulled Up, pressed Low,
    urgent: UART5,
}

fn clocks() -> Config {
    let mut config = Config::default();
    config.rcc.hsi = true;
    // 16 MHz * 10 / 2
    config.rcc.pll = Some(Pll {
        source: PllSource::HSI,
        prediv: PllPreDiv::DIV1,
        mul: PllMul::MUL10,
        divp: None,
        divq: None,
        divr: Some(PllRDiv::DIV2),
    });
    config.rcc.sys = Sysclk::PLL1_R;
    config
}
