# Three bodies for two hundred steps
def make(x, y, vx, vy, mass):
    return [x, y, vx, vy, mass]


def advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            square = dx * dx + dy * dy + 0.01
            pull = dt / (square * square**0.5)
            a[2] -= dx * b[4] * pull
            a[3] -= dy * b[4] * pull
            b[2] += dx * a[4] * pull
            b[3] += dy * a[4] * pull
    for body in bodies:
        body[0] += dt * body[2]
        body[1] += dt * body[3]


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a[4] * (a[2] * a[2] + a[3] * a[3])
        for b in bodies[i + 1 :]:
            distance = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + 0.01) ** 0.5
            total -= a[4] * b[4] / distance
    return total


system = [make(0.0, 0.0, 0.0, 0.0, 10.0), make(4.0, 0.0, 0.0, 1.5, 0.5), make(-7.0, 1.0, 0.2, -1.1, 0.3)]
print("%.2f" % energy(system))
for step in range(200):
    advance(system, 0.01)
print("%.1f" % energy(system))
