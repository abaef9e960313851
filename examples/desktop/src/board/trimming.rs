//! The trimming words of a BME280, what they do to raw readings, and the way back.
//!
//! Source: BME280 datasheet BST-BME280-DS002, sections 4.2.2 (storage) and 4.2.3 (formulas).

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

/// The temperature in the unit that the other formulas take: 1/5120 of a degree Celsius.
#[derive(Clone, Copy)]
struct FineTemperature(i64);

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
        let wanted = (temperature * 5120.0).round() as i64;
        let raw_temperature = first_in(1 << 20, |raw| self.fine_temperature(raw).0 >= wanted);
        let fine = self.fine_temperature(raw_temperature);
        let wanted = (pressure * 100.0 * 256.0).round() as i64;
        let raw_pressure = first_in(1 << 20, |raw| self.pressure(raw, fine) <= wanted);
        let wanted = (humidity * 1024.0).round() as i64;
        let raw_humidity = first_in(1 << 16, |raw| self.humidity(raw, fine) >= wanted);
        Raw { pressure: raw_pressure, temperature: raw_temperature, humidity: raw_humidity }
    }

    /// Rises with `raw`.
    fn fine_temperature(&self, raw: u32) -> FineTemperature {
        let (raw, t1, t2, t3) = (i64::from(raw), i64::from(self.t1), i64::from(self.t2), i64::from(self.t3));
        let linear = ((raw >> 3) - (t1 << 1)) * t2 >> 11;
        let offset = (raw >> 4) - t1;
        let square = (offset * offset >> 12) * t3 >> 14;
        FineTemperature(linear + square)
    }

    /// Falls with `raw`. *Units*: 1/256 pascal.
    fn pressure(&self, raw: u32, fine: FineTemperature) -> i64 {
        let [p2, p3, p4, p5, p6, p7, p8, p9] = self.p.map(i64::from);
        let t = fine.0 - 128_000;
        let offset = t * t * p6 + (t * p5 << 17) + (p4 << 35);
        let scale = (t * t * p3 >> 8) + (t * p2 << 12);
        let scale = ((1 << 47) + scale) * i64::from(self.p1) >> 33;
        if scale == 0 {
            return 0;
        }
        let p = 1_048_576 - i64::from(raw);
        let p = ((p << 31) - offset) * 3125 / scale;
        let square = p9 * (p >> 13) * (p >> 13) >> 25;
        let linear = p8 * p >> 19;
        (p + square + linear >> 8) + (p7 << 4)
    }

    /// Rises with `raw`. *Units*: 1/1024 percent.
    fn humidity(&self, raw: u32, fine: FineTemperature) -> i64 {
        let [h1, h2, h3] = [i64::from(self.h1), i64::from(self.h2), i64::from(self.h3)];
        let [h4, h5, h6] = [i64::from(self.h4), i64::from(self.h5), i64::from(self.h6)];
        let t = fine.0 - 76_800;
        let offset = (i64::from(raw) << 14) - (h4 << 20) - h5 * t + 16_384 >> 15;
        let drift = ((t * h6 >> 10) * ((t * h3 >> 11) + 32_768) >> 10) + 2_097_152;
        let product = offset * (drift * h2 + 8_192 >> 14);
        let bent = product - (((product >> 15) * (product >> 15) >> 7) * h1 >> 4);
        bent.clamp(0, 100 << 22) >> 12
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

    /// The worked example of the BMP280's datasheet, section 3.12.
    #[test]
    fn formulas_give_the_datasheets_example() {
        let trimming = Trimming::ORDINARY;
        let fine = trimming.fine_temperature(519_888);
        assert_eq!(fine.0, 128_422);
        assert_eq!(trimming.pressure(415_148, fine), 25_767_236);
    }

    #[test]
    fn inversion_is_the_way_back() {
        let trimming = Trimming::ORDINARY;
        for (temperature, humidity, pressure) in
            [(-39.5, 3.0, 300.5), (-5.0, 99.5, 870.0), (21.37, 45.2, 1013.25), (84.0, 80.0, 1099.0)]
        {
            let raw = trimming.invert(temperature, humidity, pressure);
            let fine = trimming.fine_temperature(raw.temperature);
            assert!((fine.0 as f64 / 5120.0 - temperature).abs() < 0.003, "{temperature} C");
            let pascal = trimming.pressure(raw.pressure, fine) as f64 / 256.0;
            assert!((pascal - pressure * 100.0).abs() < 0.4, "{pressure} hPa");
            let percent = trimming.humidity(raw.humidity, fine) as f64 / 1024.0;
            assert!((percent - humidity).abs() < 0.02, "{humidity} %");
        }
    }
}
