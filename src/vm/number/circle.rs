//! Sine and cosine in single precision. `libm` computes them in double precision, which takes a Cortex-M4F, whose
//! registers are single, fifteen times as many instructions.

/// The parts of half of pi: products of the first two with numbers of quarter turns are exact.
const PARTS: [f32; 3] = [1.570_312_5, 0.000_483_751_3, 7.549_79e-8];
/// Above this angle the products are not exact any more.
const MOST: f32 = 6000.0;
/// Below it a sine is its angle.
const LEAST: f32 = 1.0 / 4096.0;
/// The least rest of an angle, for each quarter turn, that is exact enough.
const LEAST_REST: f32 = 1.0 / 1_048_576.0;

/// An angle within an eighth of a turn of a number of quarter turns.
struct Angle {
    quarters: i32,
    rest: f32,
    /// What `rest` lacks.
    error: f32,
}

/// Takes quarter turns off; `None` if that is not exact enough.
#[inline]
fn reduced(x: f32) -> Option<Angle> {
    if x.is_nan() || x.abs() > MOST {
        return None;
    }
    let quarters = (x * core::f32::consts::FRAC_2_PI + 0.5f32.copysign(x)) as i32;
    let turns = quarters as f32;
    let exact = x - turns * PARTS[0] - turns * PARTS[1];
    let last = turns * PARTS[2];
    let rest = exact - last;
    if rest.abs() < turns.abs() * LEAST_REST {
        return None;
    }
    Some(Angle { quarters, rest, error: exact - rest - last })
}

impl Angle {
    /// The sine of the rest, by a polynomial of the least greatest error.
    fn sine(&self) -> f32 {
        let square = self.rest * self.rest;
        let series = -0.166_666_67 + square * (0.008_333_332 + square * (-0.000_198_400_8 + square * 2.724_914_6e-6));
        self.rest + (self.error + self.rest * square * series)
    }

    /// The cosine of the rest.
    fn cosine(&self) -> f32 {
        let square = self.rest * self.rest;
        let series = 0.041_666_664 + square * (-0.001_388_83 + square * 2.454_729_8e-5);
        let half = 0.5 * square;
        let most = 1.0 - half;
        // What rounding has taken from it is put back.
        most + (1.0 - most - half + (square * square * series - self.rest * self.error))
    }

    /// The sine of the angle and so many more quarter turns.
    fn sine_after(&self, more: i32) -> f32 {
        let quarters = self.quarters + more;
        let size = if quarters & 1 == 0 { self.sine() } else { self.cosine() };
        if quarters & 2 == 0 { size } else { -size }
    }
}

/// The sine of an angle.
pub fn sin(x: f32) -> f32 {
    if x.abs() < LEAST {
        return x;
    }
    reduced(x).map_or_else(|| libm::sinf(x), |angle| angle.sine_after(0))
}

/// The cosine of an angle.
pub fn cos(x: f32) -> f32 {
    reduced(x).map_or_else(|| libm::cosf(x), |angle| angle.sine_after(1))
}

#[cfg(test)]
mod tests {
    use super::{MOST, cos, sin};

    /// The distance of a result from the true value, in units of its last place.
    fn error(result: f32, wanted: f64) -> f64 {
        let place = f64::from(f32::from_bits((wanted as f32).abs().to_bits() + 1)) - f64::from((wanted as f32).abs());
        (f64::from(result) - wanted).abs() / place
    }

    #[test]
    fn results_are_right_to_the_last_place() {
        let mut worst = 0.0f64;
        for step in 0..400_000u32 {
            // All sizes, then many that are evenly spread.
            let x = if step < 200_000 {
                f32::from_bits(0x3000_0000 + step * 2_700)
            } else {
                (step as f32 - 300_000.0) * (2.0 * MOST / 100_000.0) * 0.51
            };
            worst = worst.max(error(sin(x), libm::sin(x.into()))).max(error(cos(x), libm::cos(x.into())));
        }
        assert!(worst < 0.9, "{worst}");
    }

    #[test]
    fn hard_angles() {
        for quarters in 1..4_000 {
            // The floats next to a number of quarter turns.
            let near = (f64::from(quarters) * core::f64::consts::FRAC_PI_2) as f32;
            for bits in near.to_bits() - 2..=near.to_bits() + 2 {
                let x = f32::from_bits(bits);
                assert!(error(sin(x), libm::sin(x.into())) < 0.9, "sin({x})");
                assert!(error(cos(x), libm::cos(x.into())) < 0.9, "cos({x})");
            }
        }
    }

    #[test]
    fn what_is_no_angle() {
        assert!(sin(f32::NAN).is_nan() && cos(f32::NAN).is_nan());
        assert!(sin(f32::INFINITY).is_nan() && cos(f32::NEG_INFINITY).is_nan());
        assert_eq!((sin(0.0), cos(0.0)), (0.0, 1.0));
        assert!(sin(-0.0).is_sign_negative());
    }
}
