//! B-L475E-IOT01A: STM32L475VG, 80 MHz, prompt on the debug probe's serial port.

use embassy_stm32::Config;
use embassy_stm32::rcc::{Pll, PllMul, PllPreDiv, PllRDiv, PllSource, Sysclk};

super::board! {
    name: "B-L475E-IOT01A with STM32L475VG",
    prompt: USART1 at 115_200, receives PB7, sends PB6,
    heartbeat: PB14,
    button: PC13 at EXTI13, by EXTI15_10, pulled Up, pressed Low,
    urgent: UART5,
    pins: {
        led: 105 "LED" PA5,
        d2: 2 "D2" PD14,
        d3: 3 "D3" PB0,
        d4: 4 "D4" PA3,
        d5: 5 "D5" PB4,
        d6: 6 "D6" PB1,
        d7: 7 "D7" PA4,
        d8: 8 "D8" PB2,
        d9: 9 "D9" PA15,
        d10: 10 "D10" PA2,
        d14: 14 "D14" PB9,
        d15: 15 "D15" PB8,
    }
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
