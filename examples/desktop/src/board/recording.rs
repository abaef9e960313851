//! The recorded day that the sensor plays back.

use std::error::Error;
use std::fmt;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the air is like at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Degrees Celsius.
    pub temperature: f64,
    /// Percent relative humidity.
    pub humidity: f64,
    /// Hectopascal at the station.
    pub pressure: f64,
}

impl Reading {
    /// Mixes two readings; `share` runs from 0 (`self`) to 1 (`other`).
    fn towards(self, other: Reading, share: f64) -> Reading {
        let mix = |from: f64, to: f64| from + (to - from) * share;
        Reading {
            temperature: mix(self.temperature, other.temperature),
            humidity: mix(self.humidity, other.humidity),
            pressure: mix(self.pressure, other.pressure),
        }
    }
}

/// Readings over one day, ordered by time.
///
/// Invariant: there is at least one, and times rise strictly below 24 hours.
#[derive(Clone, Debug)]
pub struct Recording(Vec<(Duration, Reading)>);

/// The line of a recording that could not be understood, counted from 1; 0 if there are no readings.
#[derive(Debug, PartialEq)]
pub struct BadLine(pub usize);

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the recording is not a reading", self.0)
    }
}

impl Error for BadLine {}

impl Recording {
    /// Reads lines of `minute,temperature,humidity,pressure` below comments and a heading.
    ///
    /// *Errors*: a line that is not four numbers, or whose minute does not rise.
    pub fn parse(text: &str) -> Result<Recording, BadLine> {
        let mut rows: Vec<(Duration, Reading)> = Vec::new();
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#'));
        for (number, line) in lines.skip(1) {
            let row = parse_row(line).ok_or(BadLine(number))?;
            let rises = rows.last().is_none_or(|before| before.0 < row.0);
            if !rises || row.0 >= DAY {
                return Err(BadLine(number));
            }
            rows.push(row);
        }
        if rows.is_empty() { Err(BadLine(0)) } else { Ok(Recording(rows)) }
    }

    /// Returns the moments that were recorded.
    #[cfg(test)]
    pub fn rows(&self) -> &[(Duration, Reading)] {
        &self.0
    }

    /// Returns the air at `now`, between two recorded readings a mixture of both.
    ///
    /// The day repeats; the last reading leads over to the first one.
    pub fn at(&self, now: Duration) -> Reading {
        let time = Duration::from_nanos((now.as_nanos() % DAY.as_nanos()) as u64);
        let next = self.0.partition_point(|row| row.0 <= time);
        let last = self.0.len() - 1;
        let (before, from) = self.0[next.checked_sub(1).unwrap_or(last)];
        let (after, to) = self.0[if next > last { 0 } else { next }];
        let since = cyclic(before, time);
        let span = cyclic(before, after);
        if span.is_zero() { from } else { from.towards(to, since.as_secs_f64() / span.as_secs_f64()) }
    }
}

/// How long it takes from one time of day to the next occurrence of another.
fn cyclic(from: Duration, to: Duration) -> Duration {
    if to >= from { to - from } else { to + DAY - from }
}

fn parse_row(line: &str) -> Option<(Duration, Reading)> {
    let mut fields = line.split(',');
    let minute: u64 = fields.next()?.parse().ok()?;
    let mut number = || fields.next()?.parse::<f64>().ok().filter(|value| value.is_finite());
    let reading = Reading { temperature: number()?, humidity: number()?, pressure: number()? };
    let moment = Duration::from_secs(minute.checked_mul(60)?);
    fields.next().is_none().then_some((moment, reading))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "# a comment\nminute,temperature,humidity,pressure\n";

    fn temperature_at(recording: &Recording, minutes: u64) -> f64 {
        recording.at(Duration::from_secs(minutes * 60)).temperature
    }

    #[test]
    fn between_two_readings_is_a_mixture() -> Result<(), BadLine> {
        let recording = Recording::parse(&format!("{HEADING}0,10,50,1000\n60,20,60,990\n"))?;
        let expected = Reading { temperature: 12.5, humidity: 52.5, pressure: 997.5 };
        assert_eq!(recording.at(Duration::from_secs(15 * 60)), expected);
        Ok(())
    }

    #[test]
    fn day_repeats_and_midnight_is_no_step() -> Result<(), BadLine> {
        let recording = Recording::parse(&format!("{HEADING}60,10,50,1000\n1380,20,50,1000\n"))?;
        assert_eq!(temperature_at(&recording, 0), 15.0);
        assert_eq!(temperature_at(&recording, 60), 10.0);
        assert_eq!(temperature_at(&recording, 24 * 60), 15.0);
        assert_eq!(temperature_at(&recording, 48 * 60 + 30), 12.5);
        Ok(())
    }

    #[test]
    fn single_reading_holds_all_day() -> Result<(), BadLine> {
        let recording = Recording::parse(&format!("{HEADING}600,21,40,1000\n"))?;
        assert_eq!([0, 600, 900].map(|minute| temperature_at(&recording, minute)), [21.0; 3]);
        Ok(())
    }

    #[test]
    fn bad_line_is_named() {
        let bad = |rows: &str| Recording::parse(&format!("{HEADING}{rows}")).err();
        assert_eq!(bad("0,1,2,3\n10,1,2\n"), Some(BadLine(4)));
        assert_eq!(bad("0,1,2,3,4\n"), Some(BadLine(3)));
        assert_eq!(bad("0,1,2,nan\n"), Some(BadLine(3)));
        assert_eq!(bad("10,1,2,3\n10,1,2,3\n"), Some(BadLine(4)));
        assert_eq!(bad("1440,1,2,3\n"), Some(BadLine(3)));
        assert_eq!(bad(""), Some(BadLine(0)));
    }
}
