class Pump:
    pass


print(Pump)  # expect: <class '__main__.Pump'>
print(Pump.__module__)  # expect: __main__
