//! pyboard v1.1: STM32F405RG, 168 MHz, prompt on X9 and X10.

use embassy_stm32::Config;
use embassy_stm32::rcc::{
    AHBPrescaler, APBPrescaler, Hse, HseMode, Pll, PllMul, PllPDiv, PllPreDiv, PllQDiv, PllSource, Sysclk,
};
use embassy_stm32::time::Hertz;

super::board! {
    name: "PYBv1.1 with STM32F405RG",
    prompt: USART1 at 115_200, receives PB7, sends PB6,
    heartbeat: PB4,
    button: PB3 pulled Up, pressed Low,
    urgent: UART5,
}

fn clocks() -> Config {
    let mut config = Config::default();
    config.rcc.hse = Some(Hse { freq: Hertz(12_000_000), mode: HseMode::Oscillator });
    config.rcc.pll_src = PllSource::HSE;
    // 12 MHz / 6 * 168 / 2
    config.rcc.pll = Some(Pll {
        prediv: PllPreDiv::DIV6,
        mul: PllMul::MUL168,
        divp: Some(PllPDiv::DIV2),
        divq: Some(PllQDiv::DIV7),
        divr: None,
    });
    config.rcc.sys = Sysclk::PLL1_P;
    config.rcc.ahb_pre = AHBPrescaler::DIV1;
    config.rcc.apb1_pre = APBPrescaler::DIV4;
    config.rcc.apb2_pre = APBPrescaler::DIV2;
    config
}
