import statistics as st

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.mean(data), st.fmean(data), st.median(data), st.median_low(data), st.median_high(data), st.mode(data))
# expect: 1.6071428571428572 1.6071428571428572 1.25 1.25 1.25 1.25
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data))
# expect: 1.3720238095238095 1.1760204081632653 1.171334200612195 1.084444746477784
print(st.mean([1, 2, 3]), st.mean([1, 2]), st.variance([1, 2, 3, 4]), st.stdev([1, 2, 3]), st.pvariance([0, 10]))
# expect: 2 1.5 1.6666666666666667 1.0 25
print(st.mean([0.1] * 10), st.fmean([0.1] * 10), st.mean([1e30, 1, -1e30]), st.fmean([3, 5], weights=[1, 3]))
# expect: 0.1 0.1 0.3333333333333333 4.5
print(st.median([1, 3]), st.median([5, 1, 3]), st.multimode('aabbc'), st.mode(['red', 'blue', 'red']))
# expect: 2.0 3 ['a', 'b'] red
print(st.quantiles(range(1, 12)), st.quantiles([1, 2, 3, 4], n=10, method='inclusive'), st.harmonic_mean([40, 60]))
# expect: [3.0, 6.0, 9.0] [1.3, 1.6, 1.9, 2.2, 2.5, 2.8, 3.1, 3.4, 3.7] 48.0
print(st.median_grouped([52, 52, 53, 54]), st.covariance([1, 2, 3], [1, 5, 7]), st.correlation([1, 2, 3], [3, 2, 1]))
# expect: 52.5 3.0 -1.0
print(st.linear_regression([1, 2, 3], [3, 5, 7]), st.linear_regression([1, 2], [2, 4], proportional=True).slope)
# expect: LinearRegression(slope=2.0, intercept=1.0) 2.0
for make in (lambda: st.mean([]), lambda: st.variance([1]), lambda: st.median([]), lambda: st.mode([]), lambda: st.mean('a')):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error)
# expect: StatisticsError mean requires at least one data point
# expect: StatisticsError variance requires at least two data points
# expect: StatisticsError no median for empty data
# expect: StatisticsError no mode for empty data
# expect: TypeError can't convert type 'str' to numerator/denominator
