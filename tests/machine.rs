//! `machine` over a board's ports.
#![cfg(feature = "hal")]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::rc::Rc;

use embedded_hal::digital::{self, InputPin, OutputPin, StatefulOutputPin};
use embedded_hal::i2c::{self, I2c, NoAcknowledgeSource, Operation};
use embedded_hal::{pwm, spi};
use ferropy::bind::Events;
use ferropy::bind::board::{AdcPort, Fault, PinPort, SystemPort};
use ferropy::bind::events::{Erased, Source};
use ferropy::bind::hal::{I2cBus, Input, Output, Pwm, Serial, Spi, Stateful};
use ferropy::{Budget, Host, Step, Until, Vm};

/// A pin whose level everybody sees.
#[derive(Clone, Default)]
struct Wire(Rc<Cell<bool>>);

impl digital::ErrorType for Wire {
    type Error = Infallible;
}

impl OutputPin for Wire {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0.set(false);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.0.set(true);
        Ok(())
    }
}

impl StatefulOutputPin for Wire {
    fn is_set_high(&mut self) -> Result<bool, Infallible> {
        Ok(self.0.get())
    }

    fn is_set_low(&mut self) -> Result<bool, Infallible> {
        Ok(!self.0.get())
    }
}

impl InputPin for Wire {
    fn is_high(&mut self) -> Result<bool, Infallible> {
        Ok(self.0.get())
    }

    fn is_low(&mut self) -> Result<bool, Infallible> {
        Ok(!self.0.get())
    }
}

static EDGES: Events<bool, 8> = Events::new();

/// A button with an interrupt.
struct Button(Wire);

impl PinPort for Button {
    fn read(&mut self) -> Result<bool, Fault> {
        Ok(self.0.0.get())
    }

    fn write(&mut self, _: bool) -> Result<(), Fault> {
        Err(Fault::INVALID)
    }

    fn edges(&mut self) -> Option<&'static dyn Erased> {
        Some(EDGES.erased())
    }
}

/// A memory chip at address 0x50.
#[derive(Clone, Default)]
struct Chip(Rc<RefCell<([u8; 16], u8)>>);

impl i2c::ErrorType for Chip {
    type Error = i2c::ErrorKind;
}

impl I2c for Chip {
    fn transaction(&mut self, address: u8, operations: &mut [Operation<'_>]) -> Result<(), i2c::ErrorKind> {
        if address != 0x50 {
            return Err(i2c::ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address));
        }
        let (bytes, at) = &mut *self.0.borrow_mut();
        for operation in operations {
            match operation {
                Operation::Write([first, rest @ ..]) => {
                    *at = *first;
                    for byte in rest {
                        bytes[usize::from(*at % 16)] = *byte;
                        *at += 1;
                    }
                }
                Operation::Write([]) => {}
                Operation::Read(buffer) => {
                    for place in buffer.iter_mut() {
                        *place = bytes[usize::from(*at % 16)];
                        *at += 1;
                    }
                }
            }
        }
        Ok(())
    }
}

/// A bus that gives what was sent, each bit turned.
struct Turner;

impl spi::ErrorType for Turner {
    type Error = Infallible;
}

impl spi::SpiBus for Turner {
    fn read(&mut self, words: &mut [u8]) -> Result<(), Infallible> {
        words.fill(0xff);
        Ok(())
    }

    fn write(&mut self, _: &[u8]) -> Result<(), Infallible> {
        Ok(())
    }

    fn transfer(&mut self, read: &mut [u8], write: &[u8]) -> Result<(), Infallible> {
        read.iter_mut().zip(write).for_each(|(place, byte)| *place = !byte);
        Ok(())
    }

    fn transfer_in_place(&mut self, words: &mut [u8]) -> Result<(), Infallible> {
        words.iter_mut().for_each(|word| *word = !*word);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// A serial line whose ends are connected.
#[derive(Default)]
struct Loop(VecDeque<u8>);

impl embedded_io::ErrorType for Loop {
    type Error = embedded_io::ErrorKind;
}

impl embedded_io::Read for Loop {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, embedded_io::ErrorKind> {
        let count = buffer.len().min(self.0.len());
        buffer.iter_mut().zip(self.0.drain(..count)).for_each(|(place, byte)| *place = byte);
        Ok(count)
    }
}

impl embedded_io::ReadReady for Loop {
    fn read_ready(&mut self) -> Result<bool, embedded_io::ErrorKind> {
        Ok(!self.0.is_empty())
    }
}

impl embedded_io::Write for Loop {
    fn write(&mut self, buffer: &[u8]) -> Result<usize, embedded_io::ErrorKind> {
        let count = buffer.len().min(3);
        self.0.extend(&buffer[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> Result<(), embedded_io::ErrorKind> {
        Ok(())
    }
}

impl embedded_io::WriteReady for Loop {
    fn write_ready(&mut self) -> Result<bool, embedded_io::ErrorKind> {
        Ok(true)
    }
}

#[derive(Clone, Default)]
struct Fan(Rc<Cell<u16>>);

impl pwm::ErrorType for Fan {
    type Error = Infallible;
}

impl pwm::SetDutyCycle for Fan {
    fn max_duty_cycle(&self) -> u16 {
        1000
    }

    fn set_duty_cycle(&mut self, duty: u16) -> Result<(), Infallible> {
        self.0.set(duty);
        Ok(())
    }
}

struct Level;

impl AdcPort for Level {
    fn read(&mut self) -> Result<u16, Fault> {
        Ok(0x8000)
    }
}

#[derive(Clone, Default)]
struct Power(Rc<Cell<u32>>);

impl SystemPort for Power {
    fn reset(&mut self) {
        self.0.set(self.0.get() + 1);
    }

    fn frequency(&mut self) -> u32 {
        80_000_000
    }

    fn unique_id(&mut self) -> [u8; 8] {
        *b"board-01"
    }

    fn peek(&mut self, address: u32, size: u8) -> Result<u32, Fault> {
        Ok(address >> size)
    }
}

struct Carrier {
    led: Wire,
    relay: Wire,
    sense: Wire,
    button: Button,
    chip: Chip,
    turner: Turner,
    line: Loop,
    fan: Fan,
    level: Level,
    power: Power,
}

ferropy::board! {
    /// A board with one of each.
    CARRIER for Carrier {
        pin 2 "LED" = led as Output;
        pin 3 "RELAY" = relay as Stateful;
        pin 4 "SENSE" = sense as Input;
        pin 5 "BUTTON" = button;
        i2c 0 "" = chip as I2cBus;
        spi 1 "" = turner as Spi;
        uart 1 "" = line as Serial;
        pwm 8 "FAN" = fan as Pwm;
        adc 26 "LEVEL" = level;
        system = power;
    }
}

#[derive(Clone, Default)]
struct Clock(Rc<Cell<u64>>);

impl Host for Clock {
    fn now(&mut self) -> u64 {
        self.0.get()
    }

    fn idle(&mut self, until: Option<u64>) {
        self.0.set(until.expect("a script that waits for a time"));
    }
}

/// Runs a script on the board and gives the `repr` of `result`.
fn run(script: &str) -> String {
    let mut carrier = carrier();
    run_on(&mut carrier, script)
}

fn carrier() -> Carrier {
    Carrier {
        led: Wire::default(),
        relay: Wire::default(),
        sense: Wire(Rc::new(Cell::new(true))),
        button: Button(Wire::default()),
        chip: Chip::default(),
        turner: Turner,
        line: Loop::default(),
        fan: Fan::default(),
        level: Level,
        power: Power::default(),
    }
}

fn run_on(carrier: &mut Carrier, script: &str) -> String {
    let mut clock = Clock::default();
    clock.0.set(1);
    let mut memory = vec![0; 64 * 1024];
    let mut vm =
        Vm::builder(&mut memory).module(&CARRIER, carrier).standard_modules().host(&mut clock).build().unwrap();
    let done = vm.exec("import machine\nfrom machine import *\n").and_then(|()| vm.exec(script));
    done.unwrap_or_else(|error| panic!("{}", error.traceback(&mut vm)));
    vm.eval::<&str>("repr(result)").unwrap().to_owned()
}

#[test]
fn pins_are_found_by_number_and_name() {
    let script = "led, relay, sense = Pin(2, Pin.OUT), Pin('RELAY', Pin.OUT, value=1), Pin(4, Pin.IN)\n\
        result = [led.value(), relay(), sense()]\n\
        led.on(); relay.toggle()\n\
        result += [led(), relay.value(), led.mode() == Pin.OUT, repr(Pin.board.RELAY), dir(Pin.board)]\n\
        inverse = machine.Signal(led, invert=True)\n\
        inverse.on()\n\
        result += [led(), inverse()]\n";
    let mut carrier = carrier();
    let shown = "[0, 1, 1, 1, 0, True, \"Pin('RELAY')\", ['BUTTON', 'LED', 'RELAY', 'SENSE'], 0, 1]";
    assert_eq!(run_on(&mut carrier, script), shown);
    assert!(!carrier.led.0.get());
}

#[test]
fn what_a_board_has_not_is_an_error() {
    let script = "result = []\n\
        for act in [lambda: Pin(9), lambda: Pin('NO'), lambda: I2C(3), lambda: Pin(4).on(), lambda: Pin(2, Pin.IN),\n            \
            lambda: Pin.board.NO, lambda: I2C(0).writeto(0x51, b''), lambda: Pin(2).irq(print), lambda: PWM(8, freq=5)]:\n    \
            try: act()\n    \
            except Exception as error: result.append(f'{type(error).__name__}: {error}')\n";
    let errors = run(script);
    for error in [
        "\"ValueError: Pin(9) doesn't exist\"",
        "\"ValueError: Pin('NO') doesn't exist\"",
        "\"ValueError: I2C(3) doesn't exist\"",
        "'OSError: [Errno 22] EINVAL'",
        "\"AttributeError: the board has no pin 'NO'\"",
        "'OSError: [Errno 19] ENODEV'",
        "'OSError: [Errno 95] EOPNOTSUPP'",
    ] {
        assert!(errors.contains(error), "{error} is not in {errors}");
    }
    assert_eq!(errors.matches("Error: ").count(), 9, "{errors}");
}

#[test]
fn i2c_reads_and_writes_memory() {
    let script = "bus = I2C(0, freq=100000)\n\
        result = [bus.scan(), bus.writeto(0x50, b'\\x02abc')]\n\
        result.append(bus.readfrom_mem(0x50, 2, 3))\n\
        bus.writeto_mem(0x50, 5, b'xy')\n\
        buffer = bytearray(4)\n\
        bus.readfrom_mem_into(0x50, 4, buffer)\n\
        bus.writeto(0x50, b'\\x05', False)\n\
        result += [bytes(buffer), bus.readfrom(0x50, 2), bus.writevto(0x50, [b'\\x00', b'12']), repr(bus)]\n";
    let shown = "[[80], 4, b'abc', b'cxy\\x00', b'xy', 3, 'I2C(0, freq=100000)']";
    assert_eq!(run(script), shown);
}

#[test]
fn spi_uart_pwm_and_adc_move_bytes_and_levels() {
    let script = "spi = SPI(1, 500000, polarity=1)\n\
        buffer = bytearray(b'\\x01\\x02')\n\
        spi.write_readinto(b'\\xf0\\x0f', buffer)\n\
        result = [bytes(buffer), spi.read(2, 0x55)]\n\
        spi.write_readinto(buffer, buffer)\n\
        line = UART(1, 115200)\n\
        result += [bytes(buffer), line.read(), line.write(b'hello\\nyou'), line.any() > 0, line.readline(), line.read(2), line.read()]\n\
        fan = PWM('FAN', duty_u16=32768)\n\
        result += [fan.duty_u16(), ADC(26).read_u16(), ADC('LEVEL').read_uv()]\n";
    let mut carrier = carrier();
    let shown =
        "[b'\\x0f\\xf0', b'\\xaa\\xaa', b'\\xf0\\x0f', None, 9, True, b'hello\\n', b'yo', b'u', 32768, 32768, 1650025]";
    assert_eq!(run_on(&mut carrier, script), shown);
    assert_eq!(carrier.fan.0.get(), 500);
}

#[test]
fn soft_buses_are_made_of_pins() {
    let script = "spi = SoftSPI(sck=Pin(2), mosi=Pin(3), miso=Pin(4))\n\
        result = [spi.read(2), bitstream(Pin('LED'), 0, (1, 1, 1, 1), b'') is None]\n\
        bus = SoftI2C(Pin(3), Pin(3))\n\
        result.append(bus.scan())\n";
    // Nobody but the controller is on the wire, which reads what it writes.
    assert_eq!(run(script), "[b'\\xff\\xff', True, []]");
}

#[test]
fn timers_ring_on_the_clock() {
    let script = "import time\n\
        rung = []\n\
        once = Timer(-1, mode=Timer.ONE_SHOT, period=30, callback=lambda timer: rung.append('once'))\n\
        often = Timer()\n\
        often.init(freq=100, callback=lambda timer: rung.append(time.ticks_ms()))\n\
        bad = Timer(period=25, callback=lambda timer: 1 / 0)\n\
        time.sleep_ms(45)\n\
        often.deinit(); bad.deinit()\n\
        time.sleep_ms(45)\n\
        result = rung\n";
    assert_eq!(run(script), "[10, 20, 'once', 30, 40]");
}

#[test]
fn edges_call_back() {
    let mut carrier = carrier();
    let clock = Box::leak(Box::new(Clock::default()));
    let mut memory = vec![0; 64 * 1024];
    let mut vm =
        Vm::builder(&mut memory).module(&CARRIER, &mut carrier).standard_modules().host(clock).build().unwrap();
    let script = "from machine import Pin\n\
        seen = []\n\
        button = Pin('BUTTON', Pin.IN)\n\
        interrupt = button.irq(lambda pin: seen.append((pin is button, interrupt.flags())), Pin.IRQ_RISING)\n\
        import machine\n\
        while len(seen) < 2: machine.lightsleep()\n";
    vm.load("main.py", script).unwrap();
    let mut settle = || loop {
        match vm.step(Budget::ops(1000)) {
            Step::Ready => {}
            Step::Raised(error) => panic!("{}", error.traceback(&mut vm)),
            step => return step,
        }
    };
    assert_eq!(settle(), Step::Waiting(Until::Event));
    for level in [true, false] {
        EDGES.post(level);
        assert_eq!(settle(), Step::Waiting(Until::Event));
    }
    EDGES.post(true);
    assert!(matches!(settle(), Step::Done(_)));
    assert_eq!(vm.eval::<&str>("repr(seen)").unwrap(), "[(True, 8), (True, 8)]");
}

#[test]
fn the_board_itself() {
    let script = "rtc = RTC()\n\
        rtc.datetime((2024, 2, 29, 0, 23, 59, 58, 0))\n\
        result = [machine.freq(), machine.unique_id(), rtc.datetime()[:7], machine.mem32[64], machine.reset_cause()]\n\
        state = machine.disable_irq()\n\
        machine.enable_irq(state)\n\
        try: WDT(timeout=100)\n\
        except OSError as error: result.append(error.errno)\n\
        try: machine.reset()\n\
        except SystemExit: result.append('reset')\n";
    let mut carrier = carrier();
    let shown = "[80000000, b'board-01', (2024, 2, 29, 3, 23, 59, 58), 4, 0, 95, 'reset']";
    assert_eq!(run_on(&mut carrier, script), shown);
    assert_eq!(carrier.power.0.get(), 1);
}
