"""The same algorithms as a data scientist would write them with NumPy, over the same series.

Reads series from a file of little-endian doubles (rows of equal length) and prints one line for each task:
name, seconds of the best run, checksum.

  series_rival.py FILE LENGTH SEASON
"""

import math
import sys
import time

import numpy as np

ROUNDS = 3
FACTOR = 2.772605605507915
THRESHOLD = 1.5


def anomalies(series, season):
    """Seasonal medians, the mean of what they leave, Tukey fences at the 10th and 90th percentile of the residuals."""
    length = len(series)
    full = length // season * season
    folded = series[:full].reshape(-1, season)
    if full == length:
        profile = np.median(folded, axis=0)
    else:
        padded = np.full((full // season + 1) * season, np.nan)
        padded[:length] = series
        profile = np.nanmedian(padded.reshape(-1, season), axis=0)
    seasonal = np.resize(profile, length)
    residual = series - seasonal
    residual = residual - residual.mean()
    low, high = np.percentile(residual, (10, 90))
    width = high - low
    scores = np.where(
        residual > high,
        FACTOR * (residual - high) / width,
        np.where(residual < low, FACTOR * (residual - low) / width, 0.0),
    )
    flags = (scores > THRESHOLD).astype(np.int64) - (scores < -THRESHOLD)
    return flags, scores


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
    return best_lag


def timed(name, task):
    best, answer = math.inf, None
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        answer = task()
        best = min(best, time.perf_counter() - begin)
    print(name, repr(best), repr(float(answer)), flush=True)


def main():
    path, length, season = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rows = np.fromfile(path, dtype="<f8").reshape(-1, length)
    timed("anomalies", lambda: sum(int(np.abs(anomalies(row, season)[0]).sum()) for row in rows))
    timed("periods", lambda: sum(best_period(row) for row in rows))


main()
