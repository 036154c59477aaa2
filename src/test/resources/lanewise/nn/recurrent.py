# Values and gradients of recurrent layers and cells by PyTorch 1.13: python3 recurrent.py > recurrent.txt
# Every number that goes in is a cosine, so that the test can make it too.
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

TIME, BATCH, IN, HIDDEN = 4, 3, 3, 2


def cos(shape, first):
    n = torch.Size(shape).numel()
    return (torch.arange(n, dtype=torch.float64) + first).cos().float().reshape(shape)


def show(name, t):
    print(name, " ".join(f"{v:.8g}" for v in t.detach().flatten().tolist()))


def fill(module):
    for number, (_, weight) in enumerate(module.named_parameters()):
        weight.data = cos(weight.shape, 10 * number) * 0.7


def case(name, module, states, lengths):
    fill(module)
    x = cos([TIME, BATCH, IN], 1).requires_grad_()
    layers = module.num_layers * (2 if module.bidirectional else 1)
    start = [cos([layers, BATCH, HIDDEN], 3 + i).requires_grad_() for i in range(states)]
    state = start[0] if states == 1 else tuple(start)
    if lengths:
        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
        y, end = module(packed, state)
        y, _ = pad_packed_sequence(y, total_length=TIME)
    else:
        y, end = module(x, state)
    finish(name, module, x, start, y, [end] if states == 1 else list(end))


def finish(name, module, x, start, y, end):
    loss = (y * cos(y.shape, 5)).sum()
    for i, part in enumerate(end):
        loss = loss + (part * cos(part.shape, 7 + i)).sum()
    loss.backward()
    show(name + " output", y)
    for i, part in enumerate(end):
        show(f"{name} state{i}", part)
    show(name + " d_x", x.grad)
    for i, part in enumerate(start):
        show(f"{name} d_state{i}", part.grad)
    for weight_name, weight in module.named_parameters():
        show(f"{name} d_{weight_name}", weight.grad)


def cell(name, module, states):
    fill(module)
    x = cos([BATCH, IN], 1).requires_grad_()
    start = [cos([BATCH, HIDDEN], 3 + i).requires_grad_() for i in range(states)]
    end = module(x, start[0] if states == 1 else tuple(start))
    end = [end] if states == 1 else list(end)
    finish(name, module, x, start, end[0], end)


for name, make, states in [
    ("rnn", nn.RNN, 1),
    ("relu", lambda *a, **k: nn.RNN(*a, nonlinearity="relu", **k), 1),
    ("gru", nn.GRU, 1),
    ("lstm", nn.LSTM, 2),
]:
    case(name, make(IN, HIDDEN), states, None)
    case(name + "-deep", make(IN, HIDDEN, num_layers=2, bidirectional=True), states, None)
    case(name + "-padded", make(IN, HIDDEN, num_layers=2, bidirectional=True), states, [2, 4, 1])
cell("rnn-cell", nn.RNNCell(IN, HIDDEN), 1)
cell("gru-cell", nn.GRUCell(IN, HIDDEN), 1)
cell("lstm-cell", nn.LSTMCell(IN, HIDDEN), 2)
