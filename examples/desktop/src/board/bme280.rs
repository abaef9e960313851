//! A BME280 down to its registers: humidity, pressure and temperature of the recorded air.
//!
//! Source: BME280 datasheet BST-BME280-DS002, sections 3.3 (modes), 3.4 (measurement), 5 (registers)
//! and 9.1 (measurement time).

use std::time::Duration;

use super::i2c::Chip;
use super::recording::Recording;
use super::trimming::{Raw, Trimming};

/// The register addresses of section 5.3.
mod register {
    pub const LOW_TRIMMING: u8 = 0x88;
    pub const ID: u8 = 0xD0;
    pub const RESET: u8 = 0xE0;
    pub const HIGH_TRIMMING: u8 = 0xE1;
    pub const CTRL_HUM: u8 = 0xF2;
    pub const STATUS: u8 = 0xF3;
    pub const CTRL_MEAS: u8 = 0xF4;
    pub const CONFIG: u8 = 0xF5;
    pub const DATA: u8 = 0xF7;
}

const CHIP_ID: u8 = 0x60;
const RESET_WORD: u8 = 0xB6;
const STATUS_MEASURING: u8 = 1 << 3;
const STATUS_COPYING_TRIMMING: u8 = 1;

/// From power-on or reset until the trimming words are in their registers.
const STARTUP: Duration = Duration::from_millis(2);

/// What a channel shows that was not measured.
const SKIPPED: Raw = Raw { pressure: 0x80000, temperature: 0x80000, humidity: 0x8000 };

/// The pauses between measurements in normal mode, by `t_sb`, in microseconds.
const STANDBY: [u64; 8] = [500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 10_000, 20_000];

/// Measurements after which even the slowest filter has forgotten: (15/16)^256 is below 1e-7.
const FILTER_MEMORY: u128 = 256;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Sleep,
    Forced,
    Normal,
}

impl Mode {
    fn from_bits(bits: u8) -> Mode {
        match bits & 0b11 {
            0b00 => Mode::Sleep,
            0b11 => Mode::Normal,
            _ => Mode::Forced,
        }
    }

    fn bits(self) -> u8 {
        match self {
            Mode::Sleep => 0b00,
            Mode::Forced => 0b01,
            Mode::Normal => 0b11,
        }
    }
}

/// How often each channel is sampled in one measurement; 0 skips it.
#[derive(Clone, Copy, Debug, Default)]
struct Oversampling {
    temperature: u32,
    pressure: u32,
    humidity: u32,
}

impl Oversampling {
    /// Returns the typical measurement time.
    fn duration(self) -> Duration {
        let channel = |samples: u32, overhead: u64| match samples {
            0 => 0,
            _ => u64::from(samples) * 2_000 + overhead,
        };
        let all = channel(self.temperature, 0) + channel(self.pressure, 500) + channel(self.humidity, 500);
        Duration::from_micros(1_000 + all)
    }
}

/// What the chip is busy with.
#[derive(Clone, Copy, Debug)]
enum Activity {
    Idle,
    Measuring { until: Duration, samples: Oversampling },
    Standby { until: Duration },
}

/// A simulated chip that feels the recorded air.
pub struct Bme280 {
    trimming: Trimming,
    air: Recording,
    pointer: u8,
    started: Duration,
    mode: Mode,
    /// A change of mode that waits for the end of the running measurement.
    next_mode: Option<Mode>,
    activity: Activity,
    /// `ctrl_hum` acts when `ctrl_meas` is written after it.
    written_ctrl_hum: u8,
    acting_ctrl_hum: u8,
    /// Without the mode bits.
    ctrl_meas: u8,
    config: u8,
    data: Raw,
    /// The filter's memory, temperature and pressure; `None` until the first measurement.
    filtered: Option<(f64, f64)>,
}

impl Bme280 {
    /// Powers the chip at time zero.
    pub fn new(trimming: Trimming, air: Recording) -> Bme280 {
        Bme280 {
            trimming,
            air,
            pointer: 0,
            started: Duration::ZERO,
            mode: Mode::Sleep,
            next_mode: None,
            activity: Activity::Idle,
            written_ctrl_hum: 0,
            acting_ctrl_hum: 0,
            ctrl_meas: 0,
            config: 0,
            data: SKIPPED,
            filtered: None,
        }
    }

    fn reset(&mut self, now: Duration) {
        *self = Bme280 { started: now, ..Bme280::new(self.trimming.clone(), self.air.clone()) };
    }

    fn oversampling(&self) -> Oversampling {
        Oversampling {
            temperature: samples(self.ctrl_meas >> 5),
            pressure: samples(self.ctrl_meas >> 2),
            humidity: samples(self.acting_ctrl_hum),
        }
    }

    fn standby(&self) -> Duration {
        Duration::from_micros(STANDBY[usize::from(self.config >> 5)])
    }

    /// Returns by how much the filter divides a change: 1, 2, 4, 8 or 16.
    fn filter_divisor(&self) -> u32 {
        1 << (self.config >> 2 & 0b111).min(4)
    }

    /// Does all that falls due until `now`.
    fn catch_up(&mut self, now: Duration) {
        self.skip_forgotten_cycles(now);
        loop {
            match self.activity {
                Activity::Measuring { until, samples } if until <= now => self.finish_measurement(until, samples),
                Activity::Standby { until } if until <= now => self.start_measurement(until),
                _ => return,
            }
        }
    }

    /// Leaves out whole cycles of normal mode that the filter no longer remembers.
    fn skip_forgotten_cycles(&mut self, now: Duration) {
        if self.mode != Mode::Normal || self.next_mode.is_some() {
            return;
        }
        let cycle = (self.oversampling().duration() + self.standby()).as_nanos();
        if let Activity::Measuring { until, .. } | Activity::Standby { until } = &mut self.activity {
            let missed = now.saturating_sub(*until).as_nanos() / cycle;
            let skipped = missed.saturating_sub(FILTER_MEMORY) * cycle;
            *until += Duration::from_nanos(skipped as u64);
        }
    }

    fn start_measurement(&mut self, now: Duration) {
        let samples = self.oversampling();
        self.activity = Activity::Measuring { until: now + samples.duration(), samples };
    }

    fn finish_measurement(&mut self, now: Duration, samples: Oversampling) {
        self.data = self.measure(now, samples);
        match self.next_mode.take() {
            Some(mode) => self.enter(mode, now),
            None if self.mode == Mode::Normal => self.activity = Activity::Standby { until: now + self.standby() },
            None => self.enter(Mode::Sleep, now),
        }
    }

    fn enter(&mut self, mode: Mode, now: Duration) {
        self.mode = mode;
        match mode {
            Mode::Sleep => self.activity = Activity::Idle,
            Mode::Forced | Mode::Normal => self.start_measurement(now),
        }
    }

    fn measure(&mut self, now: Duration, samples: Oversampling) -> Raw {
        let air = self.air.at(now);
        let exact = self.trimming.invert(air.temperature, air.humidity, air.pressure);
        let divisor = self.filter_divisor();
        let (temperature, pressure) = self.filter(exact, divisor);
        Raw {
            temperature: resolve(temperature, samples.temperature, divisor).unwrap_or(SKIPPED.temperature),
            pressure: resolve(pressure, samples.pressure, divisor).unwrap_or(SKIPPED.pressure),
            humidity: if samples.humidity == 0 { SKIPPED.humidity } else { exact.humidity },
        }
    }

    /// The filter of section 3.4.4: a low-pass for temperature and pressure, not for humidity.
    fn filter(&mut self, exact: Raw, divisor: u32) -> (f64, f64) {
        let (temperature, pressure) = (f64::from(exact.temperature), f64::from(exact.pressure));
        let before = self.filtered.unwrap_or((temperature, pressure));
        let follow = |from: f64, to: f64| from + (to - from) / f64::from(divisor);
        let after = (follow(before.0, temperature), follow(before.1, pressure));
        self.filtered = Some(after);
        after
    }

    fn write_register(&mut self, address: u8, value: u8, now: Duration) {
        match address {
            register::RESET if value == RESET_WORD => self.reset(now),
            register::CTRL_HUM => self.written_ctrl_hum = value & 0b111,
            register::CTRL_MEAS => self.write_ctrl_meas(value, now),
            // Section 5.4.6: in normal mode the chip may ignore this write, so it does.
            register::CONFIG if self.mode != Mode::Normal => self.config = value & !0b10,
            _ => {}
        }
    }

    /// While a change of mode waits, this register takes no more writes (section 3.3.1).
    fn write_ctrl_meas(&mut self, value: u8, now: Duration) {
        if self.next_mode.is_some() {
            return;
        }
        self.ctrl_meas = value & !0b11;
        self.acting_ctrl_hum = self.written_ctrl_hum;
        match (self.activity, Mode::from_bits(value)) {
            (Activity::Measuring { .. } | Activity::Standby { .. }, Mode::Normal) if self.mode == Mode::Normal => {}
            (Activity::Measuring { .. }, mode) => self.next_mode = Some(mode),
            (Activity::Idle | Activity::Standby { .. }, mode) => self.enter(mode, now),
        }
    }

    fn read_register(&self, address: u8, now: Duration) -> u8 {
        let from = |start: u8, bytes: &[u8]| bytes.get(usize::from(address - start)).copied().unwrap_or(0);
        match address {
            register::LOW_TRIMMING..register::ID => from(register::LOW_TRIMMING, &self.trimming.low_registers()),
            register::ID => CHIP_ID,
            register::HIGH_TRIMMING..register::CTRL_HUM => {
                from(register::HIGH_TRIMMING, &self.trimming.high_registers())
            }
            register::CTRL_HUM => self.written_ctrl_hum,
            register::STATUS => self.status(now),
            register::CTRL_MEAS => self.ctrl_meas | self.mode.bits(),
            register::CONFIG => self.config,
            register::DATA.. => from(register::DATA, &self.data_registers()),
            _ => 0,
        }
    }

    fn status(&self, now: Duration) -> u8 {
        let measuring = matches!(self.activity, Activity::Measuring { .. });
        let copying = now < self.started + STARTUP;
        (if measuring { STATUS_MEASURING } else { 0 }) | (if copying { STATUS_COPYING_TRIMMING } else { 0 })
    }

    /// Pressure, temperature, humidity; the first two are left-aligned in three bytes.
    fn data_registers(&self) -> [u8; 8] {
        let [_, p0, p1, p2] = (self.data.pressure << 4).to_be_bytes();
        let [_, t0, t1, t2] = (self.data.temperature << 4).to_be_bytes();
        let [_, _, h0, h1] = self.data.humidity.to_be_bytes();
        [p0, p1, p2, t0, t1, t2, h0, h1]
    }
}

impl Chip for Bme280 {
    /// Takes a register address and a value, then any number of further such pairs.
    fn write(&mut self, bytes: &[u8], now: Duration) {
        self.catch_up(now);
        for pair in bytes.chunks(2) {
            match *pair {
                [address, value] => self.write_register(address, value, now),
                [address] => self.pointer = address,
                _ => {}
            }
        }
    }

    /// Sends registers in order, from the address written last.
    fn read(&mut self, buffer: &mut [u8], now: Duration) {
        self.catch_up(now);
        for place in buffer {
            *place = self.read_register(self.pointer, now);
            self.pointer = self.pointer.wrapping_add(1);
        }
    }
}

/// Returns how many samples three bits of oversampling ask for.
fn samples(bits: u8) -> u32 {
    match bits & 0b111 {
        0 => 0,
        bits => 1 << (bits - 1).min(4),
    }
}

/// Rounds to the resolution of section 3.4.1; `None` if the channel is skipped.
///
/// That is 16 bits and one more for each doubling of the samples, and all 20 behind a filter.
fn resolve(exact: f64, samples: u32, divisor: u32) -> Option<u32> {
    let missing_bits = if divisor > 1 { 0 } else { 4 - samples.checked_ilog2()?.min(4) };
    let step = 1 << missing_bits;
    (samples > 0).then(|| ((exact / f64::from(step)).round() as u32 * step).min(0xFFFFF))
}
