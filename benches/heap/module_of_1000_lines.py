# A module of a thousand lines
def function_0(a, b=0, *rest):
    """Does the work of step 0."""
    total = a + b * 2
    for item in rest:
        if item > 0:
            total += item
        elif item == 0:
            total -= 1
        else:
            total ^= b
    values = [total, total % 3, "text 0"]
    return values[1] if total > 0 else total


def function_1(a, b=1, *rest):
    """Does the work of step 1."""
    total = a + b * 3
    for item in rest:
        if item > 1:
            total += item
        elif item == 1:
            total -= 2
        else:
            total ^= b
    values = [total, total % 4, "text 1"]
    return values[1] if total > 3 else total


def function_2(a, b=2, *rest):
    """Does the work of step 2."""
    total = a + b * 4
    for item in rest:
        if item > 2:
            total += item
        elif item == 2:
            total -= 3
        else:
            total ^= b
    values = [total, total % 5, "text 2"]
    return values[1] if total > 6 else total


def function_3(a, b=3, *rest):
    """Does the work of step 3."""
    total = a + b * 5
    for item in rest:
        if item > 3:
            total += item
        elif item == 3:
            total -= 4
        else:
            total ^= b
    values = [total, total % 6, "text 3"]
    return values[1] if total > 9 else total


def function_4(a, b=4, *rest):
    """Does the work of step 4."""
    total = a + b * 6
    for item in rest:
        if item > 4:
            total += item
        elif item == 4:
            total -= 5
        else:
            total ^= b
    values = [total, total % 7, "text 4"]
    return values[1] if total > 12 else total


class Thing5:
    size = 5

    def __init__(self, value):
        self.value = value
        self.other_5 = [value, 5]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_5[1] - more


def function_6(a, b=6, *rest):
    """Does the work of step 6."""
    total = a + b * 8
    for item in rest:
        if item > 6:
            total += item
        elif item == 1:
            total -= 7
        else:
            total ^= b
    values = [total, total % 9, "text 6"]
    return values[1] if total > 18 else total


def function_7(a, b=7, *rest):
    """Does the work of step 7."""
    total = a + b * 9
    for item in rest:
        if item > 7:
            total += item
        elif item == 2:
            total -= 8
        else:
            total ^= b
    values = [total, total % 10, "text 7"]
    return values[1] if total > 21 else total


def function_8(a, b=8, *rest):
    """Does the work of step 8."""
    total = a + b * 10
    for item in rest:
        if item > 8:
            total += item
        elif item == 3:
            total -= 9
        else:
            total ^= b
    values = [total, total % 11, "text 8"]
    return values[1] if total > 24 else total


def function_9(a, b=9, *rest):
    """Does the work of step 9."""
    total = a + b * 11
    for item in rest:
        if item > 9:
            total += item
        elif item == 4:
            total -= 1
        else:
            total ^= b
    values = [total, total % 12, "text 9"]
    return values[1] if total > 27 else total


def function_10(a, b=10, *rest):
    """Does the work of step 10."""
    total = a + b * 12
    for item in rest:
        if item > 10:
            total += item
        elif item == 0:
            total -= 2
        else:
            total ^= b
    values = [total, total % 13, "text 10"]
    return values[1] if total > 30 else total


class Thing11:
    size = 11

    def __init__(self, value):
        self.value = value
        self.other_11 = [value, 11]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_11[1] - more


def function_12(a, b=12, *rest):
    """Does the work of step 12."""
    total = a + b * 14
    for item in rest:
        if item > 12:
            total += item
        elif item == 2:
            total -= 4
        else:
            total ^= b
    values = [total, total % 15, "text 12"]
    return values[1] if total > 36 else total


def function_13(a, b=13, *rest):
    """Does the work of step 13."""
    total = a + b * 15
    for item in rest:
        if item > 13:
            total += item
        elif item == 3:
            total -= 5
        else:
            total ^= b
    values = [total, total % 16, "text 13"]
    return values[1] if total > 39 else total


def function_14(a, b=14, *rest):
    """Does the work of step 14."""
    total = a + b * 16
    for item in rest:
        if item > 14:
            total += item
        elif item == 4:
            total -= 6
        else:
            total ^= b
    values = [total, total % 17, "text 14"]
    return values[1] if total > 42 else total


def function_15(a, b=15, *rest):
    """Does the work of step 15."""
    total = a + b * 17
    for item in rest:
        if item > 15:
            total += item
        elif item == 0:
            total -= 7
        else:
            total ^= b
    values = [total, total % 18, "text 15"]
    return values[1] if total > 45 else total


def function_16(a, b=16, *rest):
    """Does the work of step 16."""
    total = a + b * 18
    for item in rest:
        if item > 16:
            total += item
        elif item == 1:
            total -= 8
        else:
            total ^= b
    values = [total, total % 19, "text 16"]
    return values[1] if total > 48 else total


class Thing17:
    size = 17

    def __init__(self, value):
        self.value = value
        self.other_17 = [value, 17]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_17[1] - more


def function_18(a, b=18, *rest):
    """Does the work of step 18."""
    total = a + b * 20
    for item in rest:
        if item > 1:
            total += item
        elif item == 3:
            total -= 1
        else:
            total ^= b
    values = [total, total % 21, "text 18"]
    return values[1] if total > 54 else total


def function_19(a, b=19, *rest):
    """Does the work of step 19."""
    total = a + b * 21
    for item in rest:
        if item > 2:
            total += item
        elif item == 4:
            total -= 2
        else:
            total ^= b
    values = [total, total % 22, "text 19"]
    return values[1] if total > 57 else total


def function_20(a, b=20, *rest):
    """Does the work of step 20."""
    total = a + b * 22
    for item in rest:
        if item > 3:
            total += item
        elif item == 0:
            total -= 3
        else:
            total ^= b
    values = [total, total % 23, "text 20"]
    return values[1] if total > 60 else total


def function_21(a, b=21, *rest):
    """Does the work of step 21."""
    total = a + b * 23
    for item in rest:
        if item > 4:
            total += item
        elif item == 1:
            total -= 4
        else:
            total ^= b
    values = [total, total % 24, "text 21"]
    return values[1] if total > 63 else total


def function_22(a, b=22, *rest):
    """Does the work of step 22."""
    total = a + b * 24
    for item in rest:
        if item > 5:
            total += item
        elif item == 2:
            total -= 5
        else:
            total ^= b
    values = [total, total % 25, "text 22"]
    return values[1] if total > 66 else total


class Thing23:
    size = 23

    def __init__(self, value):
        self.value = value
        self.other_23 = [value, 23]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_23[1] - more


def function_24(a, b=24, *rest):
    """Does the work of step 24."""
    total = a + b * 26
    for item in rest:
        if item > 7:
            total += item
        elif item == 4:
            total -= 7
        else:
            total ^= b
    values = [total, total % 27, "text 24"]
    return values[1] if total > 72 else total


def function_25(a, b=25, *rest):
    """Does the work of step 25."""
    total = a + b * 27
    for item in rest:
        if item > 8:
            total += item
        elif item == 0:
            total -= 8
        else:
            total ^= b
    values = [total, total % 28, "text 25"]
    return values[1] if total > 75 else total


def function_26(a, b=26, *rest):
    """Does the work of step 26."""
    total = a + b * 28
    for item in rest:
        if item > 9:
            total += item
        elif item == 1:
            total -= 9
        else:
            total ^= b
    values = [total, total % 29, "text 26"]
    return values[1] if total > 78 else total


def function_27(a, b=27, *rest):
    """Does the work of step 27."""
    total = a + b * 29
    for item in rest:
        if item > 10:
            total += item
        elif item == 2:
            total -= 1
        else:
            total ^= b
    values = [total, total % 30, "text 27"]
    return values[1] if total > 81 else total


def function_28(a, b=28, *rest):
    """Does the work of step 28."""
    total = a + b * 30
    for item in rest:
        if item > 11:
            total += item
        elif item == 3:
            total -= 2
        else:
            total ^= b
    values = [total, total % 31, "text 28"]
    return values[1] if total > 84 else total


class Thing29:
    size = 29

    def __init__(self, value):
        self.value = value
        self.other_29 = [value, 29]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_29[1] - more


def function_30(a, b=30, *rest):
    """Does the work of step 30."""
    total = a + b * 32
    for item in rest:
        if item > 13:
            total += item
        elif item == 0:
            total -= 4
        else:
            total ^= b
    values = [total, total % 33, "text 30"]
    return values[1] if total > 90 else total


def function_31(a, b=31, *rest):
    """Does the work of step 31."""
    total = a + b * 33
    for item in rest:
        if item > 14:
            total += item
        elif item == 1:
            total -= 5
        else:
            total ^= b
    values = [total, total % 34, "text 31"]
    return values[1] if total > 93 else total


def function_32(a, b=32, *rest):
    """Does the work of step 32."""
    total = a + b * 34
    for item in rest:
        if item > 15:
            total += item
        elif item == 2:
            total -= 6
        else:
            total ^= b
    values = [total, total % 35, "text 32"]
    return values[1] if total > 96 else total


def function_33(a, b=33, *rest):
    """Does the work of step 33."""
    total = a + b * 35
    for item in rest:
        if item > 16:
            total += item
        elif item == 3:
            total -= 7
        else:
            total ^= b
    values = [total, total % 36, "text 33"]
    return values[1] if total > 99 else total


def function_34(a, b=34, *rest):
    """Does the work of step 34."""
    total = a + b * 36
    for item in rest:
        if item > 0:
            total += item
        elif item == 4:
            total -= 8
        else:
            total ^= b
    values = [total, total % 37, "text 34"]
    return values[1] if total > 102 else total


class Thing35:
    size = 35

    def __init__(self, value):
        self.value = value
        self.other_35 = [value, 35]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_35[1] - more


def function_36(a, b=36, *rest):
    """Does the work of step 36."""
    total = a + b * 38
    for item in rest:
        if item > 2:
            total += item
        elif item == 1:
            total -= 1
        else:
            total ^= b
    values = [total, total % 39, "text 36"]
    return values[1] if total > 108 else total


def function_37(a, b=37, *rest):
    """Does the work of step 37."""
    total = a + b * 39
    for item in rest:
        if item > 3:
            total += item
        elif item == 2:
            total -= 2
        else:
            total ^= b
    values = [total, total % 40, "text 37"]
    return values[1] if total > 111 else total


def function_38(a, b=38, *rest):
    """Does the work of step 38."""
    total = a + b * 40
    for item in rest:
        if item > 4:
            total += item
        elif item == 3:
            total -= 3
        else:
            total ^= b
    values = [total, total % 41, "text 38"]
    return values[1] if total > 114 else total


def function_39(a, b=39, *rest):
    """Does the work of step 39."""
    total = a + b * 41
    for item in rest:
        if item > 5:
            total += item
        elif item == 4:
            total -= 4
        else:
            total ^= b
    values = [total, total % 42, "text 39"]
    return values[1] if total > 117 else total


def function_40(a, b=40, *rest):
    """Does the work of step 40."""
    total = a + b * 42
    for item in rest:
        if item > 6:
            total += item
        elif item == 0:
            total -= 5
        else:
            total ^= b
    values = [total, total % 43, "text 40"]
    return values[1] if total > 120 else total


class Thing41:
    size = 41

    def __init__(self, value):
        self.value = value
        self.other_41 = [value, 41]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_41[1] - more


def function_42(a, b=42, *rest):
    """Does the work of step 42."""
    total = a + b * 44
    for item in rest:
        if item > 8:
            total += item
        elif item == 2:
            total -= 7
        else:
            total ^= b
    values = [total, total % 45, "text 42"]
    return values[1] if total > 126 else total


def function_43(a, b=43, *rest):
    """Does the work of step 43."""
    total = a + b * 45
    for item in rest:
        if item > 9:
            total += item
        elif item == 3:
            total -= 8
        else:
            total ^= b
    values = [total, total % 46, "text 43"]
    return values[1] if total > 129 else total


def function_44(a, b=44, *rest):
    """Does the work of step 44."""
    total = a + b * 46
    for item in rest:
        if item > 10:
            total += item
        elif item == 4:
            total -= 9
        else:
            total ^= b
    values = [total, total % 47, "text 44"]
    return values[1] if total > 132 else total


def function_45(a, b=45, *rest):
    """Does the work of step 45."""
    total = a + b * 47
    for item in rest:
        if item > 11:
            total += item
        elif item == 0:
            total -= 1
        else:
            total ^= b
    values = [total, total % 48, "text 45"]
    return values[1] if total > 135 else total


def function_46(a, b=46, *rest):
    """Does the work of step 46."""
    total = a + b * 48
    for item in rest:
        if item > 12:
            total += item
        elif item == 1:
            total -= 2
        else:
            total ^= b
    values = [total, total % 49, "text 46"]
    return values[1] if total > 138 else total


class Thing47:
    size = 47

    def __init__(self, value):
        self.value = value
        self.other_47 = [value, 47]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_47[1] - more


def function_48(a, b=48, *rest):
    """Does the work of step 48."""
    total = a + b * 50
    for item in rest:
        if item > 14:
            total += item
        elif item == 3:
            total -= 4
        else:
            total ^= b
    values = [total, total % 51, "text 48"]
    return values[1] if total > 144 else total


def function_49(a, b=49, *rest):
    """Does the work of step 49."""
    total = a + b * 51
    for item in rest:
        if item > 15:
            total += item
        elif item == 4:
            total -= 5
        else:
            total ^= b
    values = [total, total % 52, "text 49"]
    return values[1] if total > 147 else total


def function_50(a, b=50, *rest):
    """Does the work of step 50."""
    total = a + b * 52
    for item in rest:
        if item > 16:
            total += item
        elif item == 0:
            total -= 6
        else:
            total ^= b
    values = [total, total % 53, "text 50"]
    return values[1] if total > 150 else total


def function_51(a, b=51, *rest):
    """Does the work of step 51."""
    total = a + b * 53
    for item in rest:
        if item > 0:
            total += item
        elif item == 1:
            total -= 7
        else:
            total ^= b
    values = [total, total % 54, "text 51"]
    return values[1] if total > 153 else total


def function_52(a, b=52, *rest):
    """Does the work of step 52."""
    total = a + b * 54
    for item in rest:
        if item > 1:
            total += item
        elif item == 2:
            total -= 8
        else:
            total ^= b
    values = [total, total % 55, "text 52"]
    return values[1] if total > 156 else total


class Thing53:
    size = 53

    def __init__(self, value):
        self.value = value
        self.other_53 = [value, 53]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_53[1] - more


def function_54(a, b=54, *rest):
    """Does the work of step 54."""
    total = a + b * 56
    for item in rest:
        if item > 3:
            total += item
        elif item == 4:
            total -= 1
        else:
            total ^= b
    values = [total, total % 57, "text 54"]
    return values[1] if total > 162 else total


def function_55(a, b=55, *rest):
    """Does the work of step 55."""
    total = a + b * 57
    for item in rest:
        if item > 4:
            total += item
        elif item == 0:
            total -= 2
        else:
            total ^= b
    values = [total, total % 58, "text 55"]
    return values[1] if total > 165 else total


def function_56(a, b=56, *rest):
    """Does the work of step 56."""
    total = a + b * 58
    for item in rest:
        if item > 5:
            total += item
        elif item == 1:
            total -= 3
        else:
            total ^= b
    values = [total, total % 59, "text 56"]
    return values[1] if total > 168 else total


def function_57(a, b=57, *rest):
    """Does the work of step 57."""
    total = a + b * 59
    for item in rest:
        if item > 6:
            total += item
        elif item == 2:
            total -= 4
        else:
            total ^= b
    values = [total, total % 60, "text 57"]
    return values[1] if total > 171 else total


def function_58(a, b=58, *rest):
    """Does the work of step 58."""
    total = a + b * 60
    for item in rest:
        if item > 7:
            total += item
        elif item == 3:
            total -= 5
        else:
            total ^= b
    values = [total, total % 61, "text 58"]
    return values[1] if total > 174 else total


class Thing59:
    size = 59

    def __init__(self, value):
        self.value = value
        self.other_59 = [value, 59]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_59[1] - more


def function_60(a, b=60, *rest):
    """Does the work of step 60."""
    total = a + b * 62
    for item in rest:
        if item > 9:
            total += item
        elif item == 0:
            total -= 7
        else:
            total ^= b
    values = [total, total % 63, "text 60"]
    return values[1] if total > 180 else total


def function_61(a, b=61, *rest):
    """Does the work of step 61."""
    total = a + b * 63
    for item in rest:
        if item > 10:
            total += item
        elif item == 1:
            total -= 8
        else:
            total ^= b
    values = [total, total % 64, "text 61"]
    return values[1] if total > 183 else total


def function_62(a, b=62, *rest):
    """Does the work of step 62."""
    total = a + b * 64
    for item in rest:
        if item > 11:
            total += item
        elif item == 2:
            total -= 9
        else:
            total ^= b
    values = [total, total % 65, "text 62"]
    return values[1] if total > 186 else total


def function_63(a, b=63, *rest):
    """Does the work of step 63."""
    total = a + b * 65
    for item in rest:
        if item > 12:
            total += item
        elif item == 3:
            total -= 1
        else:
            total ^= b
    values = [total, total % 66, "text 63"]
    return values[1] if total > 189 else total


def function_64(a, b=64, *rest):
    """Does the work of step 64."""
    total = a + b * 66
    for item in rest:
        if item > 13:
            total += item
        elif item == 4:
            total -= 2
        else:
            total ^= b
    values = [total, total % 67, "text 64"]
    return values[1] if total > 192 else total


class Thing65:
    size = 65

    def __init__(self, value):
        self.value = value
        self.other_65 = [value, 65]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_65[1] - more


def function_66(a, b=66, *rest):
    """Does the work of step 66."""
    total = a + b * 68
    for item in rest:
        if item > 15:
            total += item
        elif item == 1:
            total -= 4
        else:
            total ^= b
    values = [total, total % 69, "text 66"]
    return values[1] if total > 198 else total


def function_67(a, b=67, *rest):
    """Does the work of step 67."""
    total = a + b * 69
    for item in rest:
        if item > 16:
            total += item
        elif item == 2:
            total -= 5
        else:
            total ^= b
    values = [total, total % 70, "text 67"]
    return values[1] if total > 201 else total


def function_68(a, b=68, *rest):
    """Does the work of step 68."""
    total = a + b * 70
    for item in rest:
        if item > 0:
            total += item
        elif item == 3:
            total -= 6
        else:
            total ^= b
    values = [total, total % 71, "text 68"]
    return values[1] if total > 204 else total


def function_69(a, b=69, *rest):
    """Does the work of step 69."""
    total = a + b * 71
    for item in rest:
        if item > 1:
            total += item
        elif item == 4:
            total -= 7
        else:
            total ^= b
    values = [total, total % 72, "text 69"]
    return values[1] if total > 207 else total


def function_70(a, b=70, *rest):
    """Does the work of step 70."""
    total = a + b * 72
    for item in rest:
        if item > 2:
            total += item
        elif item == 0:
            total -= 8
        else:
            total ^= b
    values = [total, total % 73, "text 70"]
    return values[1] if total > 210 else total


class Thing71:
    size = 71

    def __init__(self, value):
        self.value = value
        self.other_71 = [value, 71]

    def work(self, more):
        if more > self.size:
            return self.value + more
        return self.other_71[1] - more


total = 0
for name in ("function_0", "function_7", "function_20"):
    total += globals()[name](3, 4, 5, 6)
print(total, Thing5(3).work(100), Thing11(4).work(2))
