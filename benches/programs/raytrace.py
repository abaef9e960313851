"""raytrace: spheres above a floor, by objects of float vectors"""

from bench import mark
from math import sqrt


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, shade, mirror):
        self.centre = centre
        self.radius = radius
        self.shade = shade
        self.mirror = mirror

    def hit(self, ray):
        between = self.centre - ray.origin
        along = between.dot(ray.direction)
        inside = self.radius * self.radius - between.dot(between) + along * along
        if inside < 0.0:
            return None
        distance = along - sqrt(inside)
        return distance if distance > 0.001 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def colour(self, point):
        return self.shade


class Floor:
    mirror = 0.2

    def hit(self, ray):
        if ray.direction.y > -0.001:
            return None
        return -ray.origin.y / ray.direction.y

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour(self, point):
        return 0.9 if (int(point.x + 100.0) + int(point.z + 100.0)) % 2 else 0.4


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, ray):
        best = None
        for thing in self.things:
            distance = thing.hit(ray)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, thing)
        return best

    def trace(self, ray, depth):
        found = self.nearest(ray)
        if found is None:
            return 0.1
        distance, thing = found
        point = ray.at(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        bright = 0.1
        if self.nearest(Ray(point + normal * 0.01, to_light)) is None:
            bright += max(0.0, normal.dot(to_light))
        shade = thing.colour(point) * bright
        if depth > 0 and thing.mirror > 0.0:
            direction = ray.direction - normal * (2.0 * normal.dot(ray.direction))
            seen = self.trace(Ray(point + normal * 0.01, direction), depth - 1)
            shade = shade * (1.0 - thing.mirror) + seen * thing.mirror
        return shade


def main():
    scene = Scene(
        [
            Sphere(Vector(-1.2, 1.0, 5.0), 1.0, 0.9, 0.3),
            Sphere(Vector(1.1, 0.7, 4.0), 0.7, 0.6, 0.0),
            Floor(),
        ],
        Vector(-4.0, 6.0, 0.0),
    )
    eye = Vector(0.0, 1.3, -1.0)
    width, height = 24, 12
    total = 0.0
    for row in range(height):
        line = []
        for column in range(width):
            x = (column + 0.5) / width * 2.0 - 1.0
            y = 0.7 - (row + 0.5) / height * 1.4
            shade = scene.trace(Ray(eye, Vector(x, y, 1.6).unit()), 1)
            total += shade
            line.append(" .:-=+*#%@"[min(9, int(shade * 10.0))])
        print("".join(line))
    print("%.1f" % total)


mark(1)
main()
mark(2)
