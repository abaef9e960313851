//! The trimming words of a BME280, what they do to raw readings, and the way back.
//!
//! Source: BME280 datasheet BST-BME280-DS002, sections 4.2.2 (storage) and 8.1 (formulas in
//! floating point, which invert without steps).

/// The words that Bosch burns into every chip after measuring it.
#[derive(Clone, Debug)]
pub struct Trimming {
    t1: u16,
    t2: i16,
    t3: i16,
    p1: u16,
    /// `dig_P2` to `dig_P9`.
    p: [i16; 8],
    h1: u8,
    h2: i16,
    h3: u8,
    /// Twelve bits, as `h5`.
    h4: i16,
    h5: i16,
    h6: i8,
}

/// What the converter of one channel put out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raw {
    /// Twenty bits.
    pub pressure: u32,
    /// Twenty bits.
    pub temperature: u32,
    /// Sixteen bits.
    pub humidity: u32,
}

impl Trimming {
    /// The words of one ordinary chip: temperature and pressure from the example in the BMP280's
    /// datasheet (section 3.12), humidity as chips of that age have them.
    pub const ORDINARY: Trimming = Trimming {
        t1: 27_504,
        t2: 26_435,
        t3: -1_000,
        p1: 36_477,
        p: [-10_685, 3_024, 2_855, 140, -7, 15_500, -14_600, 6_000],
        h1: 75,
        h2: 370,
        h3: 0,
        h4: 313,
        h5: 50,
        h6: 30,
    };

    /// Returns the registers from 0x88 on.
    pub fn low_registers(&self) -> [u8; 26] {
        let mut bytes = [0; 26];
        let words = [self.t1, self.t2 as u16, self.t3 as u16, self.p1];
        let words = words.into_iter().chain(self.p.map(|word| word as u16));
        for (place, word) in bytes.chunks_exact_mut(2).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        bytes[25] = self.h1;
        bytes
    }

    /// Returns the registers from 0xE1 on; `dig_H4` and `dig_H5` share the nibbles of 0xE5.
    pub fn high_registers(&self) -> [u8; 7] {
        let [h2_low, h2_high] = self.h2.to_le_bytes();
        let shared = (self.h5 & 0xF) << 4 | self.h4 & 0xF;
        [h2_low, h2_high, self.h3, (self.h4 >> 4) as u8, shared as u8, (self.h5 >> 4) as u8, self.h6 as u8]
    }

    /// Finds the raw readings that a driver turns into the given values.
    ///
    /// *Units*: degrees Celsius, percent relative humidity, hectopascal.
    pub fn invert(&self, temperature: f64, humidity: f64, pressure: f64) -> Raw {
        let raw_temperature = first_in(1 << 20, |raw| self.fine_temperature(raw) >= temperature * 5120.0);
        let fine = self.fine_temperature(raw_temperature);
        Raw {
            pressure: first_in(1 << 20, |raw| self.pressure(raw, fine) <= pressure * 100.0),
            temperature: raw_temperature,
            humidity: first_in(1 << 16, |raw| self.humidity(raw, fine) >= humidity),
        }
    }

    /// Rises with `raw`. *Units*: 1/5120 of a degree Celsius, as the other formulas take it.
    fn fine_temperature(&self, raw: u32) -> f64 {
        let offset = f64::from(raw) / 16.0 - f64::from(self.t1);
        let linear = offset / 1024.0 * f64::from(self.t2);
        let square = (offset / 8192.0).powi(2) * f64::from(self.t3);
        linear + square
    }

    /// Falls with `raw`. *Units*: pascal.
    fn pressure(&self, raw: u32, fine: f64) -> f64 {
        let [p2, p3, p4, p5, p6, p7, p8, p9] = self.p.map(f64::from);
        let t = fine / 2.0 - 64_000.0;
        let offset = (t * t * p6 / 32_768.0 + t * p5 * 2.0) / 4.0 + p4 * 65_536.0;
        let slope = (p3 * t * t / 524_288.0 + p2 * t) / 524_288.0;
        let scale = (1.0 + slope / 32_768.0) * f64::from(self.p1);
        let linear = (1_048_576.0 - f64::from(raw) - offset / 4096.0) * 6250.0 / scale;
        let bend = p9 * linear * linear / 2_147_483_648.0 + linear * p8 / 32_768.0;
        linear + (bend + p7) / 16.0
    }

    /// Rises with `raw`. *Units*: percent.
    fn humidity(&self, raw: u32, fine: f64) -> f64 {
        let [h1, h2, h3] = [f64::from(self.h1), f64::from(self.h2), f64::from(self.h3)];
        let [h4, h5, h6] = [f64::from(self.h4), f64::from(self.h5), f64::from(self.h6)];
        let t = fine - 76_800.0;
        let offset = f64::from(raw) - (h4 * 64.0 + h5 / 16_384.0 * t);
        let drift = 1.0 + h6 / 67_108_864.0 * t * (1.0 + h3 / 67_108_864.0 * t);
        let linear = offset * h2 / 65_536.0 * drift;
        linear * (1.0 - h1 * linear / 524_288.0)
    }
}

/// Returns the first raw value below `end` from which on `reached` holds, or the largest one.
fn first_in(end: u32, reached: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, end - 1);
    while low < high {
        let middle = (low + high) / 2;
        if reached(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the BMP280's datasheet, section 3.12: 25.08 degrees, 100653.27 pascal.
    #[test]
    fn formulas_give_the_datasheets_example() {
        let trimming = Trimming::ORDINARY;
        let fine = trimming.fine_temperature(519_888);
        assert!((fine - 128_422.29).abs() < 0.005, "{fine}");
        let pascal = trimming.pressure(415_148, fine);
        assert!((pascal - 100_653.27).abs() < 0.005, "{pascal}");
    }

    #[test]
    fn inversion_is_the_way_back() {
        let trimming = Trimming::ORDINARY;
        for (temperature, humidity, pressure) in
            [(-39.5, 3.0, 300.5), (-5.0, 99.5, 870.0), (21.37, 45.2, 1013.25), (84.0, 80.0, 1099.0)]
        {
            let raw = trimming.invert(temperature, humidity, pressure);
            let fine = trimming.fine_temperature(raw.temperature);
            assert!((fine / 5120.0 - temperature).abs() < 0.0004, "{temperature} C");
            let pascal = trimming.pressure(raw.pressure, fine);
            assert!((pascal - pressure * 100.0).abs() < 0.3, "{pressure} hPa");
            let percent = trimming.humidity(raw.humidity, fine);
            assert!((percent - humidity).abs() < 0.02, "{humidity} %");
        }
    }
}
