# Loggers, levels, handlers, formats.
import io
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s %(name)s: %(message)s")
log = logging.getLogger("pump")
log.debug("not shown")
log.info("started at %d %s", 5, "bar")  # expect: INFO     pump: started at 5 bar
log.warning("hot")  # expect: WARNING  pump: hot
logging.error("from the root")  # expect: ERROR    root: from the root
inner = logging.getLogger("pump.valve")
print(inner.parent is log, log.parent is logging.getLogger(), inner.getEffectiveLevel())  # expect: True True 20
log.setLevel("ERROR")
inner.warning("not shown")
inner.error("%(what)s is stuck", {"what": "valve"})  # expect: ERROR    pump.valve: valve is stuck
print(log.isEnabledFor(logging.WARNING), log.isEnabledFor(logging.ERROR))  # expect: False True
caught = io.StringIO()
tracer = logging.StreamHandler(caught)
log.addHandler(tracer)
log.propagate = False
try:
    1 / 0
except ZeroDivisionError:
    inner.exception("failed", extra={"valve": 3})
print(caught.getvalue().startswith("failed\nTraceback"), caught.getvalue().endswith("ZeroDivisionError: division by zero\n"))  # expect: True True
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("{levelname[0]} {message}", style="{"))
handler.setLevel(logging.CRITICAL)
inner.addHandler(handler)
inner.propagate = False
inner.error("below")
inner.critical("now")
print(repr(stream.getvalue()))  # expect: 'C now\n'
handler.addFilter(lambda record: "secret" not in record.getMessage())
inner.critical("a secret")
print(repr(stream.getvalue()))  # expect: 'C now\n'
logging.addLevelName(25, "NOTICE")
print(logging.getLevelName(25), logging.getLevelName(26), logging.getLevelName("ERROR"))  # expect: NOTICE Level 26 40
print(inner, logging.getLogger("pump") is log)  # expect: <Logger pump.valve (ERROR)> True
logging.disable(logging.CRITICAL)
inner.critical("not shown")
print(repr(stream.getvalue()))  # expect: 'C now\n'
try:
    log.setLevel("LOUD")
except ValueError as error:
    print(error)  # expect: Unknown level: 'LOUD'
