import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tests.server.stream.framing import decode_frame, encode_frame

from ravine.wire.frames import (
    ALIGNMENT,
    DTYPES,
    FrameError,
    columns_from_json,
    columns_to_json,
    encode_columns,
)

arrays = st.sampled_from(sorted(DTYPES)).flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0))
)
many_columns = st.dictionaries(st.text(max_size=12), arrays, max_size=5)
headers = st.dictionaries(st.sampled_from(["run_id", "kind"]), st.text(max_size=20))


@given(many_columns, headers)
def test_a_frame_survives_the_journey_bit_by_bit(
    columns: dict[str, np.ndarray], header: dict[str, str]
) -> None:
    received, arrays_ = decode_frame(encode_frame(header, *encode_columns(columns)))
    assert {key: received[key] for key in header} == header
    assert list(arrays_) == list(columns)
    for name, sent in columns.items():
        assert arrays_[name].shape == sent.shape
        assert arrays_[name].tobytes() == sent.astype(sent.dtype.newbyteorder("<")).tobytes()


@given(many_columns, headers)
def test_every_array_is_aligned(columns: dict[str, np.ndarray], header: dict[str, str]) -> None:
    placed, body = encode_columns(columns)
    data = encode_frame(header, placed, body)
    assert (len(data) - len(body)) % ALIGNMENT == 0
    assert all(column.offset % ALIGNMENT == 0 for column in placed)


@given(many_columns)
def test_columns_survive_the_store(columns: dict[str, np.ndarray]) -> None:
    placed, _ = encode_columns(columns)
    assert columns_from_json(columns_to_json(placed)) == placed


def test_numbers_that_are_not_finite_keep_their_bits() -> None:
    strange = np.array([0x7FC00001, 0xFFC12345, 0x7F800000, 0xFF800000, 0x80000000], "u4")
    frame = encode_frame({}, *encode_columns({"x": strange.view("f4")}))
    _, columns = decode_frame(frame)
    assert columns["x"].view("u4").tolist() == strange.tolist()


def test_arrays_need_not_be_contiguous_or_little_endian() -> None:
    values = np.arange(12, dtype=">f8").reshape(3, 4).T[::2]
    _, columns = decode_frame(encode_frame({}, *encode_columns({"x": values})))
    assert columns["x"].tolist() == values.tolist()


def test_other_types_are_refused() -> None:
    with pytest.raises(FrameError, match="float16"):
        encode_columns({"x": np.zeros(3, "f2")})


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\xff\xff\xff\xff{}", b"\x02\0\0\0{}", b"\x02\0\0\0[]"]
)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        decode_frame(data)


def test_a_truncated_body_is_refused() -> None:
    frame = encode_frame({}, *encode_columns({"x": np.arange(8.0)}))
    with pytest.raises(FrameError, match="does not fit"):
        decode_frame(frame[:-8])
