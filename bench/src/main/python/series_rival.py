"""The same algorithms as a data scientist would write them with NumPy, and those that statsmodels has, over the same
series.

Reads series from two files of little-endian doubles (rows of equal length) and prints one line for each task:
name, seconds of processor time of the best run, number of series, checksum. All on one thread.

  series_rival.py SEASON FILE LENGTH FILE LENGTH
"""

import math
import os
import sys
import time
import warnings

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np  # noqa: E402
from statsmodels.tsa.forecasting.theta import ThetaModel  # noqa: E402
from statsmodels.tsa.seasonal import seasonal_decompose  # noqa: E402
from statsmodels.tsa.tsatools import detrend  # noqa: E402

ROUNDS = 3
FACTOR = 2.772605605507915
THRESHOLD = 1.5
SEASONALITY = 0.6
HORIZON = 24
# statsmodels takes milliseconds for a series, the Theta method tens of them.
SOME = 1000
FEW = 40


def seasonal_medians(series, season):
    """The median of each place in the season, repeated over the series."""
    length = len(series)
    if season == 0:
        return np.zeros(length)
    full = length // season * season
    if full == length:
        profile = np.median(series.reshape(-1, season), axis=0)
    else:
        padded = np.full(full + season, np.nan)
        padded[:length] = series
        profile = np.nanmedian(padded.reshape(-1, season), axis=0)
    return np.resize(profile, length)


def decomposition(series, season):
    """Seasonal medians, then the mean of what they leave."""
    seasonal = seasonal_medians(series, season)
    rest = series - seasonal
    trend = rest.mean()
    return seasonal + trend, seasonal, trend, rest - trend


def anomalies(series, season):
    """Tukey fences at the 10th and 90th percentile of the residuals."""
    residual = decomposition(series, season)[3]
    low, high = np.percentile(residual, (10, 90))
    width = high - low
    scores = np.where(
        residual > high,
        FACTOR * (residual - high) / width,
        np.where(residual < low, FACTOR * (residual - low) / width, 0.0),
    )
    flags = (scores > THRESHOLD).astype(np.int64) - (scores < -THRESHOLD)
    return flags, scores


def forecast(series, season, points):
    """Seasonal medians and the least squares line of what they leave, all of the points before."""
    length = len(series)
    known = series[: length - points]
    seasonal = seasonal_medians(known, season)
    rest = known - seasonal
    x = np.arange(len(known)) - (len(known) - 1) / 2
    slope = x @ rest / (x @ x)
    places = np.resize(seasonal[:season], length)
    return places + rest.mean() + slope * (np.arange(length) - (len(known) - 1) / 2)


def best_period(series):
    """Lines of the power spectrum that are hills of the circular autocorrelation; the one with the highest hill."""
    n = len(series)
    spectrum = np.fft.rfft(series - series.mean())
    power = spectrum.real**2 + spectrum.imag**2
    correlation = np.fft.irfft(power, n)
    least = correlation.min()
    frequencies = n // 2
    significant = power[1 : frequencies + 1].sum() * (math.log(frequencies) + 3) / frequencies
    best_lag, best_score = 0, -1.0
    for k in np.nonzero(power[: frequencies + 1] >= significant)[0]:
        if k < 2:
            continue
        first = max(1, math.ceil((n / (k + 1) + n / k) / 2 - 1))
        last = min(n - 1, math.floor((n / k + n / (k - 1)) / 2 + 1))
        lag = first + int(np.argmax(correlation[first : last + 1]))
        if first < lag < last and lag >= 4 and 2 * lag < n:
            score = (correlation[lag] - least) / (correlation[0] - least)
            if score > best_score:
                best_lag, best_score = lag, score
    return best_lag, best_score


def detected_season(series):
    lag, score = best_period(series)
    return lag if score >= SEASONALITY else 0


def classical_season(series, season):
    """The mean distance of each place in the season from the centred moving average, shifted to a mean of 0."""
    return seasonal_decompose(series, model="additive", period=season).seasonal[:season]


def theta(series, season, points):
    model = ThetaModel(series[: len(series) - points], period=season, deseasonalize=True, use_test=False, method="additive")
    return np.asarray(model.fit().forecast(points))


def timed(name, rows, task):
    best, answer = math.inf, None
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = sum(task(row) for row in rows)
        best = min(best, time.process_time() - begin)
    print(name, repr(best), len(rows), repr(float(answer)), flush=True)


def main():
    season = int(sys.argv[1])
    rows, thousands = (
        np.fromfile(path, dtype="<f8").reshape(-1, int(length))
        for path, length in zip(sys.argv[2::2], sys.argv[3::2])
    )
    warnings.simplefilter("ignore")
    timed("anomalies", rows, lambda row: int(np.abs(anomalies(row, season)[0]).sum()))
    timed("anomalies-detected", rows, lambda row: int(np.abs(anomalies(row, detected_season(row))[0]).sum()))
    timed("decomposition", rows, lambda row: float(np.abs(decomposition(row, season)[3]).sum()))
    timed("forecast", rows, lambda row: float(forecast(row, season, HORIZON)[-HORIZON:].sum()))
    timed("periods", rows, lambda row: best_period(row)[0])
    timed("periods-thousand", thousands, lambda row: best_period(row)[0])
    some = rows[:SOME]
    timed("statsmodels-season", some, lambda row: float(np.abs(classical_season(row, season)).sum()))
    timed("statsmodels-detrend", some, lambda row: float(np.abs(detrend(row, order=1)).sum()))
    timed("statsmodels-theta", rows[:FEW], lambda row: float(theta(row, season, HORIZON).sum()))


main()
