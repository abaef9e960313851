def route(command):
    match command:
        case ["go", str(direction)]:
            return direction
        case {"jump": height} if height > 2:
            return height
        case _:
            return None
