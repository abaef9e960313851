for number in (1 + 2j, -0j, complex(-0.0, 3), 3.5 - 2.25j, complex("nan+infj")):
    print([format(number, spec) for spec in ("", ".3", ".2f", "+", "+.1e", "*^20", " ", "g", "#", "_>14,.1f")])
# expect: ['(1+2j)', '(1+2j)', '1.00+2.00j', '(+1+2j)', '+1.0e+00+2.0e+00j', '*******(1+2j)*******', '( 1+2j)', '1+2j', '(1.+2.j)', '______1.0+2.0j']
# expect: ['(-0-0j)', '(-0-0j)', '-0.00-0.00j', '(-0-0j)', '-0.0e+00-0.0e+00j', '******(-0-0j)*******', '(-0-0j)', '-0-0j', '(-0.-0.j)', '_____-0.0-0.0j']
# expect: ['(-0+3j)', '(-0+3j)', '-0.00+3.00j', '(-0+3j)', '-0.0e+00+3.0e+00j', '******(-0+3j)*******', '(-0+3j)', '-0+3j', '(-0.+3.j)', '_____-0.0+3.0j']
# expect: ['(3.5-2.25j)', '(3.5-2.25j)', '3.50-2.25j', '(+3.5-2.25j)', '+3.5e+00-2.2e+00j', '****(3.5-2.25j)*****', '( 3.5-2.25j)', '3.5-2.25j', '(3.5-2.25j)', '______3.5-2.2j']
# expect: ['(nan+infj)', '(nan+infj)', 'nan+infj', '(+nan+infj)', '+nan+infj', '*****(nan+infj)*****', '( nan+infj)', 'nan+infj', '(nan+infj)', '______nan+infj']
for spec in ("c", "010", "=10", ".3d"):
    try:
        print(format(1j, spec))
    except ValueError as error:
        print(error)
# expect: Unknown format code 'c' for object of type 'complex'
# expect: Zero padding is not allowed in complex format specifier
# expect: '=' alignment flag is not allowed in complex format specifier
# expect: Unknown format code 'd' for object of type 'complex'
