//! `network`: the firmware's interfaces ([`Link`]). The classes are in `python/network.py`.
#![cfg(feature = "network")]

pub mod socket;

use core::net::{IpAddr, Ipv4Addr};

use self::socket::ip_text;
use crate::bind::arguments::reserve;
use crate::vm::Vm;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::network::{Addresses, Fault, Link, LinkStatus};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::exception::errno;
use crate::vm::types::{Args, Native, native, tuple};
use crate::vm::value::Value;

/// `network`.
pub static MODULE: NativeModule =
    NativeModule { name: "network", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_has", "link, /", 1, 1, |vm, args| Ok(Value::bool(link(vm, args).is_some()))),
    native("_active", "link, on=None, /", 1, 2, active),
    native("_connect", "link, name, key, bssid, /", 4, 4, connect),
    native("_disconnect", "link, /", 1, 1, |vm, args| none(on_link(vm, args, |link| link.disconnect()))),
    native("_status", "link, /", 1, 1, status),
    native("_scan", "link, index, /", 2, 2, scan),
    native("_addresses", "link, /", 1, 1, addresses),
    native("_set_addresses", "link, address, mask, gateway, names, /", 1, 5, set_addresses),
    native("_mac", "link, /", 1, 1, |vm, args| {
        let bytes = on_link(vm, args, |link| Ok(link.hardware_address()))?;
        vm.new_bytes(&bytes.unwrap_or_default())
    }),
    native("_strength", "link, /", 1, 1, |vm, args| {
        let strength = on_link(vm, args, |link| Ok(link.strength()))?;
        Ok(strength.flatten().map_or(Value::NONE, |strength| Value::small(strength.into())))
    }),
    native("_parameter", "link, name, value=None, /", 2, 3, parameter),
];

static CONSTANTS: &[(&str, Constant)] = &[
    ("STA_IF", Constant::Int(0)),
    ("AP_IF", Constant::Int(1)),
    ("STAT_IDLE", Constant::Int(IDLE)),
    ("STAT_CONNECTING", Constant::Int(CONNECTING)),
    ("STAT_GOT_IP", Constant::Int(UP)),
    ("STAT_WRONG_PASSWORD", Constant::Int(WRONG_KEY)),
    ("STAT_NO_AP_FOUND", Constant::Int(NOT_FOUND)),
    ("STAT_CONNECT_FAIL", Constant::Int(FAILED)),
    ("AUTH_OPEN", Constant::Int(0)),
    ("AUTH_WEP", Constant::Int(1)),
    ("AUTH_WPA_PSK", Constant::Int(2)),
    ("AUTH_WPA2_PSK", Constant::Int(3)),
    ("AUTH_WPA_WPA2_PSK", Constant::Int(4)),
];

// The numbers of MicroPython on the ESP32.
const IDLE: i64 = 1000;
const CONNECTING: i64 = 1001;
const UP: i64 = 1010;
const FAILED: i64 = 203;
const NOT_FOUND: i64 = 201;
const WRONG_KEY: i64 = 202;

/// Bytes of memory for what is told of an access point.
const ROOM: usize = 384;

/// The interface whose number is the first argument.
fn link<'v>(vm: &'v mut Vm, args: Args) -> Option<&'v mut dyn Link> {
    let number = args.get(0).as_small().and_then(|number| u8::try_from(number).ok())?;
    vm.host.network()?.link(number)
}

/// Runs something on it; what is not there at the moment is `None`.
fn on_link<T>(vm: &mut Vm, args: Args, action: impl FnOnce(&mut dyn Link) -> Result<T, Fault>) -> Outcome<Option<T>> {
    reserve(vm, ROOM)?;
    match link(vm, args).map_or(Err(Fault::NO_DEVICE), action) {
        Ok(result) => Ok(Some(result)),
        Err(Fault::AGAIN) => Ok(None),
        Err(fault) => Err(errno::raise_fault(vm, fault)),
    }
}

fn none(outcome: Outcome<Option<()>>) -> Outcome<Value> {
    outcome.map(|_| Value::NONE)
}

/// `_active(link, on)`
fn active(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let on = args.get(1);
    if !on.is_defined() || on.is_none() {
        let is_active = on_link(vm, args, |link| Ok(link.is_active()))?;
        return Ok(Value::bool(is_active == Some(true)));
    }
    none(on_link(vm, args, |link| link.set_active(on == Value::TRUE)))
}

/// `_connect(link, name, key, bssid)`: all of them bytes.
fn connect(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = vm.need_buffer(args.get(1))?.detached(vm);
    let key = vm.need_buffer(args.get(2))?.detached(vm);
    let station = vm.need_buffer(args.get(3))?.detached(vm);
    none(on_link(vm, args, |link| {
        if name.len() > 32 || key.len() > 64 || !matches!(station.len(), 0 | 6) {
            return Err(Fault::INVALID);
        }
        link.connect(name, key, station.try_into().ok())
    }))
}

/// `_status(link)`
fn status(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let status = on_link(vm, args, |link| Ok(link.status()))?;
    let number = match status {
        None | Some(LinkStatus::Idle) => IDLE,
        Some(LinkStatus::Connecting) => CONNECTING,
        Some(LinkStatus::WrongKey) => WRONG_KEY,
        Some(LinkStatus::NotFound) => NOT_FOUND,
        Some(LinkStatus::Failed) => FAILED,
        Some(LinkStatus::Up) => UP,
    };
    Ok(Value::small(number as i32))
}

/// `_scan(link, index)`: name, hardware address, channel, strength, security, whether it is hidden; None behind the last.
/// Waits until they have been found.
fn scan(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let index = args.get(1).as_small().and_then(|index| u16::try_from(index).ok()).unwrap_or(u16::MAX);
    match on_link(vm, args, |link| link.scan(index))? {
        Some(Some(station)) => {
            let name = vm.new_bytes(station.name.get(..station.name_len.into()).unwrap_or(&station.name))?;
            let address = vm.new_bytes(&station.address)?;
            let (channel, security) = (Value::small(station.channel.into()), Value::small(station.security.into()));
            let hidden = Value::bool(station.hidden);
            tuple::new(vm, &[name, address, channel, Value::small(station.strength.into()), security, hidden])
        }
        Some(None) => Ok(Value::NONE),
        None => {
            vm.poll_futures();
            vm.until = crate::bind::network::next_look(vm, u64::MAX);
            Err(Stop::Wait)
        }
    }
}

/// `_addresses(link)`: address, mask, gateway and name server.
fn addresses(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let none = Ipv4Addr::UNSPECIFIED;
    let addresses = on_link(vm, args, |link| Ok(link.addresses()))?;
    let Addresses { address, mask, gateway, names } =
        addresses.unwrap_or(Addresses { address: none, mask: none, gateway: none, names: none });
    let mut texts = [Value::NONE; 4];
    for (place, ip) in texts.iter_mut().zip([address, mask, gateway, names]) {
        *place = ip_text(vm, IpAddr::V4(ip))?;
    }
    tuple::new(vm, &texts)
}

/// `_set_addresses(link, address, mask, gateway, names)`: four texts; none of them: they come from the network.
fn set_addresses(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let ip = |index: usize| -> Option<Ipv4Addr> {
        let text = vm.str_text(args.get(index))?;
        core::str::from_utf8(text.bytes(vm)).ok()?.parse().ok()
    };
    let given = match args.get(1).is_defined() {
        true => match (ip(1), ip(2), ip(3), ip(4)) {
            (Some(address), Some(mask), Some(gateway), Some(names)) => {
                Ok(Some(Addresses { address, mask, gateway, names }))
            }
            _ => Err(Fault::INVALID),
        },
        false => Ok(None),
    };
    none(on_link(vm, args, |link| link.set_addresses(given?)))
}

/// `_parameter(link, name, value)`
fn parameter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.str_text(args.get(1)).map(|text| text.detached(vm)).unwrap_or_default();
    let name = core::str::from_utf8(text).unwrap_or_default();
    let value = args.get(2).as_small();
    let result = on_link(vm, args, |link| match value {
        Some(value) => link.set_parameter(name, value).map(|()| value),
        None => link.parameter(name),
    })?;
    Ok(Value::small(result.unwrap_or(0)))
}
