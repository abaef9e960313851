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
    button: PB3 at EXTI3, by EXTI3, pulled Up, pressed Low,
    urgent: UART5,
    pins: {
        led: 101 "LED" PA13,
        x1: 1 "X1" PA0,
        x2: 2 "X2" PA1,
        x3: 3 "X3" PA2,
        x4: 4 "X4" PA3,
        x5: 5 "X5" PA4,
        x6: 6 "X6" PA5,
        x7: 7 "X7" PA6,
        x8: 8 "X8" PA7,
    }
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
