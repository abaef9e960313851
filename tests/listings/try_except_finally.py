def read(source):
    try:
        return source.read()
    except (OSError, ValueError) as error:
        print(error)
    finally:
        source.close()
