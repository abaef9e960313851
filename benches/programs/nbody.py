"""nbody: planets in steps of time, by floats in lists"""

from bench import mark

BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 39.47842),
    "jupiter": ([4.841431, -1.160320, -0.103622], [0.606326, 2.811987, -0.025218], 0.037694),
    "saturn": ([8.343367, 4.124799, -0.403523], [-1.010774, 1.825662, 0.008416], 0.011286),
    "uranus": ([12.894369, -15.111151, -0.223308], [1.082791, 0.868713, -0.010832], 0.001724),
    "neptune": ([15.379697, -25.919315, 0.179259], [0.979091, 0.594699, -0.034756], 0.002034),
}


def pairs(items):
    found = []
    for index in range(len(items) - 1):
        one = items[index]
        for other in items[index + 1 :]:
            found.append((one, other))
    return found


def advance(dt, count, bodies, pairs):
    for _ in range(count):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in pairs:
            dx = x1 - x2
            dy = y1 - y2
            dz = z1 - z2
            force = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            b1 = m1 * force
            b2 = m2 * force
            v1[0] -= dx * b2
            v1[1] -= dy * b2
            v1[2] -= dz * b2
            v2[0] += dx * b1
            v2[1] += dy * b1
            v2[2] += dz * b1
        for place, (vx, vy, vz), _ in bodies:
            place[0] += dt * vx
            place[1] += dt * vy
            place[2] += dt * vz


def energy(bodies, pairs):
    total = 0.0
    for ((x1, y1, z1), _, m1), ((x2, y2, z2), _, m2) in pairs:
        dx = x1 - x2
        dy = y1 - y2
        dz = z1 - z2
        total -= m1 * m2 / (dx * dx + dy * dy + dz * dz) ** 0.5
    for _, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2.0
    return total


def main():
    names = ("sun", "jupiter", "saturn", "uranus", "neptune")
    bodies = [BODIES[name] for name in names]
    both = pairs(bodies)
    px = py = pz = 0.0
    for _, (vx, vy, vz), mass in bodies:
        px += vx * mass
        py += vy * mass
        pz += vz * mass
    velocity = bodies[0][1]
    velocity[0] = -px / bodies[0][2]
    velocity[1] = -py / bodies[0][2]
    velocity[2] = -pz / bodies[0][2]
    print("%.2f" % energy(bodies, both))
    advance(0.01, 150, bodies, both)
    print("%.2f" % energy(bodies, both))


mark(1)
main()
mark(2)
