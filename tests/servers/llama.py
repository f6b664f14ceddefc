"""llama.cpp's server with a tiny model whose answers are noise, raw control bytes among it.

It runs in a virtual environment of its own, in a folder where the model may be written.
"""

import os
import signal

import gguf
import numpy as np
import xllamacpp

WIDTH, INNER, LAYERS, HEADS = 64, 128, 2, 4
CONTEXT = 4096
FILE = "noise.gguf"

TOKENS = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
TYPES = [gguf.TokenType.UNKNOWN, *[gguf.TokenType.CONTROL] * 2, *[gguf.TokenType.BYTE] * 256]


def write_model() -> None:
    """A model of the llama kind in half a megabyte: a token for each byte, and random weights."""
    writer = gguf.GGUFWriter(FILE, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(TOKENS)
    writer.add_token_scores([0.0] * len(TOKENS))
    writer.add_token_types(TYPES)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    random = np.random.default_rng(1)
    for name, shape in _shapes():
        writer.add_tensor(name, random.normal(scale=0.1, size=shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _shapes() -> list[tuple[str, tuple[int, ...]]]:
    square, words = (WIDTH, WIDTH), (len(TOKENS), WIDTH)
    block = {
        "attn_norm": (WIDTH,),
        "attn_q": square,
        "attn_k": square,
        "attn_v": square,
        "attn_output": square,
        "ffn_norm": (WIDTH,),
        "ffn_gate": (INNER, WIDTH),
        "ffn_up": (INNER, WIDTH),
        "ffn_down": (WIDTH, INNER),
    }
    ends = {"token_embd": words, "output_norm": (WIDTH,), "output": words}
    blocks = {f"blk.{n}.{name}": shape for n in range(LAYERS) for name, shape in block.items()}
    return [(f"{name}.weight", shape) for name, shape in {**ends, **blocks}.items()]


def serve() -> None:
    """Serve the model on a free port of loopback until this process is ended."""
    options = xllamacpp.CommonParams()
    options.model.path = FILE
    options.model_alias = {"noise"}
    options.hostnames = ["127.0.0.1"]
    options.port = 0
    options.api_keys = [os.environ["LLAMA_KEY"]]
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    # Several threads wait for each other by spinning, which takes minutes on a busy machine.
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
    options.sampling.ignore_eos = True
    server = xllamacpp.Server(options)
    print("running on", server.listening_address, flush=True)
    signal.pause()


if __name__ == "__main__":
    write_model()
    serve()
