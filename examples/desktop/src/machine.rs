//! `machine`, as far as the tools of the prompt ask for it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use ferropy::bind::Exception;

/// What of the board is no peripheral.
#[derive(Default)]
pub struct Machine {
    /// A script wants the board to start anew.
    reset: Rc<Cell<bool>>,
    /// Seconds that the board's calendar is ahead of the laptop's.
    ahead: i64,
}

/// Ends the script.
const END: Exception = Exception::system_exit("");

type Datetime = (i64, i64, i64, i64, i64, i64, i64, i64);

/// The board's calendar.
pub struct Rtc;

/// Days from 1970-01-01 to a day.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let in_era = year - era * 400;
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
}

/// Year, month and day of a day since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let in_era = days - era * 146_097;
    let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

impl Machine {
    /// True from when a script wants the board to start anew.
    pub fn reset_wanted(&self) -> Rc<Cell<bool>> {
        self.reset.clone()
    }

    fn now(&self) -> (i64, i64) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (now.as_secs() as i64 + self.ahead, i64::from(now.subsec_micros()))
    }

    fn datetime(&mut self, set: Option<Datetime>) -> Option<Datetime> {
        let (now, micros) = self.now();
        if let Some((year, month, day, _, hour, minute, second, _)) = set {
            self.ahead += days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - now;
            return None;
        }
        let (day, second) = (now.div_euclid(86_400), now.rem_euclid(86_400));
        let (year, month, date) = date(day);
        Some((year, month, date, (day + 3).rem_euclid(7), second / 3600, second / 60 % 60, second % 60, micros))
    }
}

ferropy::module! {
    /// The board itself.
    pub MACHINE = "machine" for Machine {
        /// Starts the board anew, as at power-on.
        fn reset(machine) -> Result<(), Exception> {
            machine.reset.set(true);
            Err(END)
        }
        /// Starts the interpreter anew.
        fn soft_reset() -> Result<(), Exception> {
            Err(END)
        }
        fn bootloader(machine) -> Result<(), Exception> {
            machine.reset.set(true);
            Err(END)
        }
        fn unique_id() -> [u8; 8] {
            *b"desktop0"
        }
        fn freq() -> u32 {
            64_000_000
        }
        class Rtc = "RTC" {
            new(id: u32 = 0) -> Rtc {
                let _ = id;
                Rtc
            }
            fn datetime(rtc, machine, set: Option<Datetime> = None) -> Option<Datetime> {
                let Rtc = rtc;
                machine.datetime(set)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_goes_both_ways() {
        for day in (-200_000..200_000).step_by(17) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
        assert_eq!(date(0), (1970, 1, 1));
        let mut machine = Machine::default();
        assert_eq!(machine.datetime(Some((2024, 2, 29, 0, 23, 59, 58, 0))), None);
        let Some((2024, 2, 29, 3, 23, 59, 58 | 59, _)) = machine.datetime(None) else { panic!("the time is set") };
    }
}
