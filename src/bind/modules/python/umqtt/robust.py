# `umqtt.robust`: a client that connects again.

import time
from umqtt import simple


class MQTTClient(simple.MQTTClient):
    # Seconds between two attempts.
    DELAY = 2
    DEBUG = False

    def delay(self, i):
        time.sleep(self.DELAY)

    def log(self, in_reconnect, e):
        if self.DEBUG:
            print('mqtt reconnect:' if in_reconnect else 'mqtt:', repr(e))

    def reconnect(self):
        attempt = 0
        while True:
            try:
                return super().connect(False, self._timeout)
            except OSError as exception:
                self.log(True, exception)
                attempt += 1
                self.delay(attempt)

    def publish(self, topic, msg, retain=False, qos=0):
        while True:
            try:
                return super().publish(topic, msg, retain, qos)
            except OSError as exception:
                self.log(False, exception)
            self.reconnect()

    def wait_msg(self):
        while True:
            try:
                return super().wait_msg()
            except OSError as exception:
                self.log(False, exception)
            self.reconnect()

    def check_msg(self, attempts=2):
        while attempts:
            try:
                return super().check_msg()
            except OSError as exception:
                self.log(False, exception)
            self.reconnect()
            attempts -= 1
