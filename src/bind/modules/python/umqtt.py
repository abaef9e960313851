# `umqtt`: clients of brokers.
