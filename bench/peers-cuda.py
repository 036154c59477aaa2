#!/usr/bin/env python3
"""The workloads of `./lanewise bench --device cuda` in PyTorch, for whoever has a card.

    ./lanewise bench W1 W2 W3 W4 W7 --device cuda          >  card.csv
    ./lanewise bench W1 W2 W3 W4 --device cuda --tf32      >> card.csv
    python3 bench/peers-cuda.py                            >> card.csv
    python3 bench/peers-cuda.py --tf32                     >> card.csv
    ./lanewise bench --compare card.csv

Prints peer,workload,config,threads,metric,value, with 0 threads for a card. Data, nets and batches are those of
bench/src/main/java/lanewise/bench. Every step takes its batch from the host's memory, which is page-locked. The clock is
stopped when the card has done its work: after as many steps as take 50 ms. Adam is measured as it comes and "fused".
"""

import argparse
import os
import subprocess
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

CATEGORIES = [1116, 8, 4, 13, 32, 3, 26, 27, 5, 4, 4, 24, 9, 9, 53, 22, 7, 7, 4, 4, 9, 9]


def uniform(seed, count):
    """Number i of a stream is SplitMix64 of the state seed + (i + 1) * gamma, its upper 24 bits over 2^24."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
        return (z >> np.uint64(40)).astype(np.float64) / (1 << 24)


def floats(seed, *shape):
    return torch.from_numpy((uniform(seed, int(np.prod(shape))) * 2 - 1).astype(np.float32).reshape(shape))


def ints(seed, below, *shape):
    return torch.from_numpy(np.floor(uniform(seed, int(np.prod(shape))) * below).astype(np.int64).reshape(shape))


def popular(seed, count, ids, power):
    rank = np.minimum(ids - 1, np.floor(ids * uniform(seed, count) ** power)).astype(np.int64)
    return torch.from_numpy(rank * 7919 % ids)


class Bench:
    def __init__(self, device, tf32, quick):
        self.device = torch.device(device)
        self.cuda = self.device.type == "cuda"
        self.quick = quick
        self.precision = "-tf32" if tf32 else ""
        self.peer = "torch-" + torch.__version__.split("+")[0]
        self.threads = 0 if self.cuda else torch.get_num_threads()
        self.losses = os.environ.get("PEERS_LOSS") is not None
        torch.backends.cuda.matmul.allow_tf32 = tf32
        torch.backends.cudnn.allow_tf32 = tf32

    def note(self, text):
        print("# " + text, flush=True)

    def figure(self, workload, config, metric, value, variant=""):
        config += self.precision + variant
        print(f"{self.peer},{workload},{config},{self.threads},{metric},{value:.6g}", flush=True)

    # On the host, ready to be copied, and on the device

    def host(self, tensor):
        return tensor.contiguous().pin_memory() if self.cuda else tensor.contiguous()

    def up(self, tensor):
        return tensor.to(self.device, non_blocking=True)

    def synchronize(self):
        if self.cuda:
            torch.cuda.synchronize(self.device)

    # Timing

    def repeat(self, times, work):
        for _ in range(times):
            work()
        self.synchronize()

    def time(self, work, warm=2.0, warm_runs=3, timed=3.0, timed_runs=5, batch=0.05):
        """Median and fastest of the seconds of a run; on a card of runs one behind the other for `batch` seconds."""
        if self.quick:
            warm, warm_runs, timed, timed_runs, batch = 0, 1, 0, 1, 0
        start, runs = time.perf_counter(), 0
        while runs < warm_runs or time.perf_counter() - start < warm:
            self.repeat(1, work)
            runs += 1
        calls = 1
        while batch > 0:
            start = time.perf_counter()
            self.repeat(calls, work)
            if time.perf_counter() - start > batch:
                break
            calls *= 2
        seconds, first = [], time.perf_counter()
        while len(seconds) < timed_runs or (time.perf_counter() - first < timed and len(seconds) < 2000):
            start = time.perf_counter()
            self.repeat(calls, work)
            seconds.append((time.perf_counter() - start) / calls)
        return sorted(seconds)[len(seconds) // 2], min(seconds)

    def steps(self, workload, config, items, unit, work, variant=""):
        median, fastest = self.time(work, batch=0.05 if self.cuda else 0)
        self.figure(workload, config, "ms_per_step", median * 1e3, variant)
        self.figure(workload, config, "ms_per_step_min", fastest * 1e3, variant)
        self.figure(workload, config, unit + "_per_s", items / median, variant)

    # Training

    def optimizers(self):
        """Adam as it comes, and in one kernel where this PyTorch has that for this device."""
        yield "", {}
        if self.cuda:
            try:
                torch.optim.Adam([nn.Parameter(torch.zeros(1, device=self.device))], fused=True)
                yield "-fused", {"fused": True}
            except (TypeError, RuntimeError) as reason:
                self.note(f"no fused Adam: {reason}")

    def adam(self, net, options):
        return torch.optim.Adam(net.parameters(), 1e-3, (0.9, 0.99), **options)

    def follow(self, optimizer, loss, name, step):
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if self.losses and step in (1, 16, 1000):
            self.note(f"{self.peer} {name} loss at step {step} = {loss.item():.5f}")

    # Workloads

    def w1(self):
        sizes = [(n, n, n) for n in (32, 64, 128, 256, 512, 1024, 2048)]
        sizes += [(128, 1000, 500), (512, 256, 1024), (64, 500, 2000), (1, 1024, 512)]
        cases = [("nn", *size) for size in sizes] + [("nt", 512, 512, 512), ("tn", 512, 512, 512)]
        if self.cuda:
            cases += [("nn", 4096, 4096, 4096), ("nn", 8192, 8192, 8192)]
        if self.quick:
            cases = cases[:2]
        for form, m, k, n in cases:
            a = self.up(floats(1, *((k, m) if form == "tn" else (m, k))))
            b = self.up(floats(2, *((n, k) if form == "nt" else (k, n))))
            left, right = (a.t() if form == "tn" else a), (b.t() if form == "nt" else b)
            c = torch.empty(m, n, device=self.device)
            median, fastest = self.time(lambda: torch.mm(left, right, out=c), 1.3, 3, 1, 5, 0.01)
            config = f"{form}-{m}x{k}x{n}"
            self.figure("W1", config, "gflops", 2e-9 * m * k * n / median)
            self.figure("W1", config, "gflops_best", 2e-9 * m * k * n / fastest)

    def w2(self):
        count = 2_000 if self.quick else 100_000
        users, items = self.host(popular(11, count, 671, 2)), self.host(popular(12, count, 9066, 3))
        stars = self.host(torch.from_numpy((0.5 * (1 + np.floor(10 * uniform(13, count)))).astype(np.float32)))
        for size in (64, 1024):
            for variant, options in self.optimizers():
                torch.manual_seed(1)
                net = DotBias(671, 9066, 50).to(self.device)
                optimizer, steps = self.adam(net, options), 0

                def epoch():
                    nonlocal steps
                    for at in range(0, count, size):
                        u, i, r = (self.up(x[at : at + size]) for x in (users, items, stars))
                        steps += 1
                        self.follow(optimizer, F.mse_loss(net(u, i), r), f"W2 bs{size}-dense", steps)

                median, fastest = self.time(epoch, 0.5, 1, 4, 3, 0)
                self.figure("W2", f"bs{size}-dense", "s_per_epoch", median, variant)
                self.figure("W2", f"bs{size}-dense", "s_per_epoch_min", fastest, variant)
                self.figure("W2", f"bs{size}-dense", "ratings_per_s", count / median, variant)

    def tabular(self, size, options):
        """The net and a function that takes a step on the next rows."""
        torch.manual_seed(1)
        rows = 8192
        categories = self.host(torch.stack([ints(100 + j, n, rows) for j, n in enumerate(CATEGORIES)], 1))
        numbers, targets = self.host(floats(99, rows, 16) * 1.7), self.host(floats(98, rows, 1) * 2 + 9)
        net = Tabular().to(self.device)
        optimizer, steps = self.adam(net, options), 0

        def step():
            nonlocal steps
            at = steps * size % rows
            ids, x, y = (self.up(all[at : at + size]) for all in (categories, numbers, targets))
            steps += 1
            self.follow(optimizer, F.mse_loss(net(ids, x), y), f"W3 train-bs{size}", steps)

        return net, step, categories, numbers

    def w3(self):
        for size in (128, 8192) if self.cuda else (128,):
            for variant, options in self.optimizers():
                _, step, _, _ = self.tabular(size, options)
                self.steps("W3", f"train-bs{size}", size, "samples", step, variant)
        net, _, categories, numbers = self.tabular(128, {})
        net.eval()
        for size in (1, 1024):
            with torch.no_grad():
                predict = lambda: net(self.up(categories[:size]), self.up(numbers[:size]))
                self.steps("W3", f"infer-bs{size}", size, "samples", predict)

    def w4(self):
        kinds = [("lstm", 512, 2, 0.5), ("rnn", 256, 1, 0.0), ("gru", 256, 1, 0.0)]
        if self.cuda:
            kinds.append(("lstm", 1024, 2, 0.5))
        if self.quick:
            kinds = kinds[1:2]
        windows = self.host(ints(21, 85, 16, 9, 512))
        for kind, hidden, layers, dropout in kinds:
            for variant, options in self.optimizers():
                torch.manual_seed(1)
                net = Characters(kind, hidden, layers, dropout).to(self.device)
                optimizer, steps = self.adam(net, options), 0
                state = net.zeros(512, self.device)

                def step():
                    nonlocal steps, state
                    window = self.up(windows[steps % 16])
                    steps += 1
                    scores, after = net(window[:8], state)
                    state = tuple(part.detach() for part in after) if kind == "lstm" else after.detach()
                    loss = F.cross_entropy(scores.reshape(-1, 85), window[1:].reshape(-1))
                    self.follow(optimizer, loss, f"W4 {kind}-{layers}x{hidden}-train", steps)

                self.steps("W4", f"{kind}-{layers}x{hidden}-train", 4096, "chars", step, variant)
        net = Characters("lstm", 512, 2, 0.5).to(self.device).eval()
        state, character = net.zeros(1, self.device), 0

        def write():
            nonlocal state, character
            with torch.no_grad():
                scores, state = net(self.up(torch.tensor([[character]])), state)
                character = int(scores.argmax())

        self.steps("W4", "lstm-2x512-generate-bs1", 1, "chars", write)

    def w7(self):
        """From the start of a process to the end of its first training step."""
        seconds = []
        for _ in range(1 if self.quick else 7):
            start = time.perf_counter()
            subprocess.run([sys.executable, __file__, "--device", str(self.device), "--first-step"], check=True)
            seconds.append(time.perf_counter() - start)
        self.figure("W7", "first-step", "first_step_s", sorted(seconds)[len(seconds) // 2])

    def first_step(self):
        _, step, _, _ = self.tabular(128, {})
        self.repeat(1, step)


class DotBias(nn.Module):
    def __init__(self, users, items, factors):
        super().__init__()
        self.users, self.items = nn.Embedding(users, factors), nn.Embedding(items, factors)
        self.user_bias, self.item_bias = nn.Embedding(users, 1), nn.Embedding(items, 1)
        for parameter in self.parameters():
            nn.init.normal_(parameter, 0, 0.01)

    def forward(self, users, items):
        dot = (self.users(users) * self.items(items)).sum(1)
        return torch.sigmoid(dot + self.user_bias(users).squeeze(1) + self.item_bias(items).squeeze(1)) * 5 + 0.5


class Tabular(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [min(50, (count + 1) // 2) for count in CATEGORIES]
        self.tables = nn.ModuleList([nn.Embedding(count, width) for count, width in zip(CATEGORIES, widths)])
        self.dropout, self.norm = nn.Dropout(0.04), nn.BatchNorm1d(16)
        self.layers = nn.Sequential(
            nn.Linear(sum(widths) + 16, 1000), nn.ReLU(), nn.BatchNorm1d(1000), nn.Dropout(0.001),
            nn.Linear(1000, 500), nn.ReLU(), nn.BatchNorm1d(500), nn.Dropout(0.01),
            nn.Linear(500, 1))

    def forward(self, categories, numbers):
        rows = torch.cat([table(categories[:, j]) for j, table in enumerate(self.tables)], 1)
        return torch.sigmoid(self.layers(torch.cat([self.dropout(rows), self.norm(numbers)], 1))) * 12


class Characters(nn.Module):
    def __init__(self, kind, hidden, layers, dropout):
        super().__init__()
        self.kind, self.shape = kind, (layers, hidden)
        self.embedding = nn.Embedding(85, 42)
        self.rnn = {"lstm": nn.LSTM, "rnn": nn.RNN, "gru": nn.GRU}[kind](42, hidden, layers, dropout=dropout)
        self.head = nn.Linear(hidden, 85)

    def zeros(self, batch, device):
        zero = torch.zeros(self.shape[0], batch, self.shape[1], device=device)
        return (zero, zero.clone()) if self.kind == "lstm" else zero

    def forward(self, tokens, state):
        outputs, state = self.rnn(self.embedding(tokens), state)
        return self.head(outputs), state


def main():
    parser = argparse.ArgumentParser(description="The workloads of ./lanewise bench --device cuda in PyTorch.")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help="W1, W2, W3, W4, W7; all without one")
    parser.add_argument("--device", default="cuda", help="cuda, cuda:N or cpu (default: cuda)")
    parser.add_argument("--tf32", action="store_true", help="products in TF32")
    parser.add_argument("--quick", action="store_true", help="one run of each, to see that it works; no figures to keep")
    parser.add_argument("--first-step", action="store_true", help=argparse.SUPPRESS)
    line = parser.parse_args()
    known = ["W1", "W2", "W3", "W4", "W7"]
    for name in line.workloads:
        if name not in known:
            parser.error(f"unknown workload {name}; there are {', '.join(known)}")
    if line.device.startswith("cuda") and not torch.cuda.is_available():
        parser.error(f"--device {line.device}: PyTorch {torch.__version__} finds no card; --device cpu runs without one")
    if line.tf32 and not line.device.startswith("cuda"):
        parser.error("--tf32 is for a card")
    bench = Bench(line.device, line.tf32, line.quick)
    if line.first_step:
        bench.first_step()
        return
    where = torch.cuda.get_device_name(bench.device) if bench.cuda else f"cpu, {bench.threads} threads"
    bench.note(f"PyTorch {torch.__version__}, CUDA {torch.version.cuda}, {where}")
    for name in line.workloads or known:
        getattr(bench, name.lower())()


if __name__ == "__main__":
    main()
