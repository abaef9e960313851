//! The board as unmodified public drivers see it.

use std::time::Duration;

use bme280::i2c::BME280;
use bme280::{Configuration, Error, IIRFilter, Measurements, Oversampling};
use embedded_hal::delay::DelayNs;
use embedded_hal::i2c::{ErrorKind, I2c, NoAcknowledgeSource};

use super::clock::Clock;
use super::i2c::Bus;
use super::recording::{Reading, Recording};
use super::{Board, RECORDED_DAY, SENSOR_ADDRESS};

type Failure = Error<ErrorKind>;
type Outcome = Result<(), Failure>;

const TEN_MINUTES: Duration = Duration::from_secs(600);

fn board() -> Board {
    Board::power_on(RECORDED_DAY).expect("the recorded day is in order")
}

fn steady(temperature: f64, humidity: f64, pressure: f64) -> Board {
    Board::power_on(&format!("heading\n0,{temperature},{humidity},{pressure}\n")).expect("one good line")
}

fn driver(board: &Board) -> (BME280<Bus>, Clock) {
    (BME280::new_primary(board.bus.clone()), board.clock.clone())
}

fn weather_monitoring() -> Configuration {
    Configuration::default()
}

#[track_caller]
fn assert_near(measured: &Measurements<ErrorKind>, recorded: Reading, tolerance: Reading) {
    let off = |measured: f32, recorded: f64| (f64::from(measured) - recorded).abs();
    let pressure = measured.pressure / 100.0;
    assert!(off(measured.temperature, recorded.temperature) <= tolerance.temperature, "{measured:?} {recorded:?}");
    assert!(off(measured.humidity, recorded.humidity) <= tolerance.humidity, "{measured:?} {recorded:?}");
    assert!(off(pressure, recorded.pressure) <= tolerance.pressure, "{measured:?} {recorded:?}");
}

/// Half a step of the 16-bit resolution at one sample, and the driver's single-precision arithmetic.
const ONE_SAMPLE: Reading = Reading { temperature: 0.003, humidity: 0.015, pressure: 0.02 };

#[test]
fn driver_reads_back_the_recorded_day() -> Outcome {
    let board = board();
    let recording = Recording::parse(RECORDED_DAY).expect("the recorded day is in order");
    let (mut sensor, mut delay) = driver(&board);
    sensor.init_with_config(&mut delay, weather_monitoring())?;
    for &(moment, recorded) in recording.rows() {
        board.clock.advance(moment.saturating_sub(board.clock.now()));
        assert_near(&sensor.measure(&mut delay)?, recorded, ONE_SAMPLE);
    }
    assert_eq!(recording.rows().len(), 144);
    Ok(())
}

#[test]
fn driver_reads_the_edges_of_the_range() -> Outcome {
    for (temperature, humidity, pressure) in [(-39.0, 2.0, 310.0), (-10.0, 98.0, 700.0), (80.0, 60.0, 1090.0)] {
        let (mut sensor, mut delay) = driver(&steady(temperature, humidity, pressure));
        sensor.init_with_config(&mut delay, weather_monitoring())?;
        let tolerance = Reading { temperature: 0.01, humidity: 0.05, pressure: 0.05 };
        assert_near(&sensor.measure(&mut delay)?, Reading { temperature, humidity, pressure }, tolerance);
    }
    Ok(())
}

#[test]
fn slow_filter_lags_behind_a_step() -> Outcome {
    let board = Board::power_on("heading\n0,10,50,1000\n10,10,50,1000\n11,26,50,1000\n1439,26,50,1000\n")
        .expect("four good lines");
    let (mut sensor, mut delay) = driver(&board);
    let filtered = weather_monitoring().with_iir_filter(IIRFilter::Coefficient16);
    sensor.init_with_config(&mut delay, filtered)?;
    sensor.measure(&mut delay)?;
    board.clock.advance(Duration::from_secs(12 * 60));
    let mut temperatures = [0.0; 3];
    for place in &mut temperatures {
        *place = sensor.measure(&mut delay)?.temperature;
    }
    let expected = [11.0, 11.9375, 12.8164];
    let off = temperatures.iter().zip(expected).map(|(measured, expected)| (measured - expected).abs());
    assert!(off.fold(0.0, f32::max) < 0.01, "{temperatures:?}");
    Ok(())
}

#[test]
fn oversampling_resolves_more() -> Outcome {
    let mut errors = Vec::new();
    for samples in [Oversampling::Oversampling1X, Oversampling::Oversampling16X] {
        let (mut sensor, mut delay) = driver(&steady(21.373, 45.2, 1013.257));
        let configuration = weather_monitoring().with_temperature_oversampling(samples);
        sensor.init_with_config(&mut delay, configuration)?;
        delay.delay_ms(100);
        let measured = sensor.measure(&mut delay)?;
        errors.push((f64::from(measured.temperature) - 21.373).abs());
    }
    assert!(errors[0] > 0.001 && errors[1] < 0.0005, "{errors:?}");
    Ok(())
}

#[test]
fn normal_mode_follows_the_air() -> Result<(), ErrorKind> {
    use bme280_rs::{Bme280, Configuration, Oversampling, SensorMode, StandbyTime};

    let board = board();
    let recording = Recording::parse(RECORDED_DAY).expect("the recorded day is in order");
    let mut sensor = Bme280::new_with_address(board.bus.clone(), SENSOR_ADDRESS, board.clock.clone());
    sensor.init()?;
    assert_eq!(sensor.chip_id()?, 0x60);
    sensor.set_sampling_configuration(
        Configuration::default()
            .with_standby_time(StandbyTime::Millis1000)
            .with_temperature_oversampling(Oversampling::Oversample1)
            .with_pressure_oversampling(Oversampling::Oversample1)
            .with_humidity_oversampling(Oversampling::Oversample1)
            .with_sensor_mode(SensorMode::Normal),
    )?;
    for step in 1..=200 {
        board.clock.advance(TEN_MINUTES.saturating_mul(step).saturating_sub(board.clock.now()));
        let sample = sensor.read_sample()?;
        let recorded = recording.at(board.clock.now());
        let off = |measured: Option<f32>, recorded: f64| (f64::from(measured.unwrap_or(f32::NAN)) - recorded).abs();
        assert!(off(sample.temperature, recorded.temperature) < 0.03, "{sample:?} {recorded:?}");
        assert!(off(sample.humidity, recorded.humidity) < 0.1, "{sample:?} {recorded:?}");
        assert!(off(sample.pressure, recorded.pressure * 100.0) < 3.0, "{sample:?} {recorded:?}");
    }
    Ok(())
}

#[test]
fn absent_sensor_is_not_acknowledged() {
    let board = board();
    let mut sensor = BME280::new_secondary(board.bus.clone());
    let result = sensor.init(&mut board.clock.clone());
    assert!(matches!(result, Err(Error::Bus(ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address)))), "{result:?}");
}

#[test]
fn driver_recovers_from_a_bus_fault() -> Outcome {
    let board = steady(21.0, 50.0, 1000.0);
    let (mut sensor, mut delay) = driver(&board);
    sensor.init_with_config(&mut delay, weather_monitoring())?;
    board.bus.inject(2, ErrorKind::ArbitrationLoss);
    let failed = sensor.measure(&mut delay);
    assert!(matches!(failed, Err(Error::Bus(ErrorKind::ArbitrationLoss))), "{failed:?}");
    let recorded = Reading { temperature: 21.0, humidity: 50.0, pressure: 1000.0 };
    assert_near(&sensor.measure(&mut delay)?, recorded, ONE_SAMPLE);
    Ok(())
}

/// Plain register access, for what the drivers do not show.
struct Registers<'a>(&'a Board);

impl Registers<'_> {
    fn get<const N: usize>(&self, address: u8) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.bus.clone().write_read(SENSOR_ADDRESS, &[address], &mut bytes).expect("the sensor answers");
        bytes
    }

    fn set(&self, pairs: &[u8]) {
        self.0.bus.clone().write(SENSOR_ADDRESS, pairs).expect("the sensor answers");
    }

    fn wait_us(&self, us: u64) {
        self.0.clock.advance(Duration::from_micros(us));
    }
}

const UNMEASURED: [u8; 8] = [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];

#[test]
fn registers_after_power_on() {
    let board = board();
    let registers = Registers(&board);
    assert_eq!(registers.get(0xD0), [0x60]);
    assert_eq!(registers.get(0xF2), [0, 1, 0, 0]);
    registers.wait_us(2_000);
    assert_eq!(registers.get(0xF3), [0]);
    assert_eq!(registers.get(0xF7), UNMEASURED);
    assert_eq!(registers.get(0x88), [0x70, 0x6B, 0x43, 0x67, 0x18, 0xFC]);
    assert_eq!(registers.get(0xE1), [0x72, 0x01, 0x00, 0x13, 0x29, 0x03, 0x1E]);
}

#[test]
fn forced_mode_measures_once_and_sleeps() {
    let board = board();
    let registers = Registers(&board);
    registers.set(&[0xF2, 1, 0xF4, 0x25]);
    assert_eq!((registers.get(0xF3), registers.get(0xF4)), ([0x09], [0x25]));
    registers.wait_us(7_500);
    assert_eq!(registers.get(0xF7), UNMEASURED);
    registers.wait_us(500);
    assert_eq!((registers.get(0xF3), registers.get(0xF4)), ([0], [0x24]));
    let first: [u8; 8] = registers.get(0xF7);
    assert_ne!(first, UNMEASURED);
    registers.wait_us(3_600_000_000);
    assert_eq!(registers.get(0xF7), first);
}

#[test]
fn skipped_channels_stay_unmeasured() {
    let board = board();
    let registers = Registers(&board);
    registers.set(&[0xF4, 0x21]);
    registers.wait_us(10_000);
    let data: [u8; 8] = registers.get(0xF7);
    assert_eq!((&data[..3], &data[6..]), (&UNMEASURED[..3], &UNMEASURED[6..]));
    assert_ne!(data[3..6], UNMEASURED[3..6]);
}

#[test]
fn humidity_setting_waits_for_ctrl_meas() {
    let board = board();
    let registers = Registers(&board);
    registers.set(&[0xF4, 0x25]);
    registers.set(&[0xF2, 1]);
    registers.wait_us(20_000);
    assert_eq!(registers.get::<2>(0xFD), UNMEASURED[6..]);
    registers.set(&[0xF4, 0x25]);
    registers.wait_us(20_000);
    assert_ne!(registers.get::<2>(0xFD), UNMEASURED[6..]);
}

#[test]
fn normal_mode_ignores_config_and_stops_after_the_running_measurement() {
    let board = board();
    let registers = Registers(&board);
    registers.set(&[0xF5, 0xA0, 0xF2, 1, 0xF4, 0x27]);
    registers.set(&[0xF5, 0x00]);
    assert_eq!(registers.get(0xF5), [0xA0]);
    registers.set(&[0xF4, 0x24]);
    registers.set(&[0xF4, 0x27]);
    assert_eq!(registers.get(0xF4), [0x27]);
    registers.wait_us(8_000);
    assert_eq!((registers.get(0xF3), registers.get(0xF4)), ([0], [0x24]));
}

#[test]
fn normal_mode_measures_once_per_cycle() {
    let board = Board::power_on("heading\n0,10,50,1000\n1,70,50,1000\n").expect("two good lines");
    let registers = Registers(&board);
    let temperature = || registers.get::<3>(0xFA);
    registers.set(&[0xF5, 0xA0, 0xF2, 1, 0xF4, 0x27]);
    registers.wait_us(8_000);
    let first = temperature();
    assert_ne!(first, UNMEASURED[3..6]);
    registers.wait_us(1_000_000);
    assert_eq!((temperature(), registers.get(0xF3)), (first, [0x08]));
    registers.wait_us(8_000);
    assert!(temperature() > first, "a second later the air is a degree warmer");
}

#[test]
fn reset_forgets_the_settings() {
    let board = board();
    let registers = Registers(&board);
    registers.set(&[0xF5, 0xA0, 0xF2, 1, 0xF4, 0x25]);
    registers.wait_us(8_000);
    registers.set(&[0xE0, 0x00]);
    assert_eq!(registers.get(0xF5), [0xA0]);
    registers.set(&[0xE0, 0xB6]);
    assert_eq!(registers.get(0xF2), [0, 1, 0, 0]);
    assert_eq!(registers.get(0xF7), UNMEASURED);
}

#[test]
fn leds_are_found_by_colour() {
    let board = board();
    assert!(board.led("red").is_some() && board.led("pink").is_none());
}
