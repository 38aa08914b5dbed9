"""Archives and packed files: read where they are, once and in order; what is broken or unreasonable is told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from expert.evidence import packed
from expert.evidence.sources import Source, sources_in
from expert.foundations.problems import InputError

Files = dict[str, bytes]


def tar_of(files: Files, *others: tarfile.TarInfo) -> bytes:
    """A tar archive with some files, and other entries."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for other in others:
            archive.addfile(other)
    return out.getvalue()


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    """An entry of a tar archive that leads elsewhere."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def in_file(folder: Path, name: str, data: bytes) -> Path:
    """A file with some bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path) -> Files:
    """All that is in a file, read one after the other."""
    found = {}
    for source in sources_in(path):
        source.head()
        found[source.name.partition(": ")[2]] = source.whole(200_000_000)
    return found


FILES = {"a.log": b"first line\n" * 20_000, "deep/er/b.log": b"short", "c.json": b"{}"}


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_archive_gives_its_files_however_it_is_packed(tmp_path: Path, pack: type[bytes]) -> None:
    assert read(in_file(tmp_path, "logs.bin", pack(tar_of(FILES)))) == FILES


def test_a_packed_archive_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = (10, 512, 5_120, 300_000, 512 * 512, 0, 70_000)
    files = {f"{number}.log": b"x" * size for number, size in enumerate(sizes)}
    path = in_file(tmp_path, "logs.tar.gz", gzip.compress(tar_of(files)))
    anew: list[packed.Unpacked] = []
    monkeypatch.setattr(packed.Unpacked, "_begin_anew", anew.append)
    for source in sources_in(path):
        source.head()
        with source.open() as stream:
            assert sum(len(part) for part in iter(lambda: stream.read(50_000), b"")) == source.size
    assert anew == []


def test_a_packed_log_is_one_file(tmp_path: Path) -> None:
    (source,) = sources_in(in_file(tmp_path, "device.log.gz", gzip.compress(b"one line\n")))
    assert source.whole(100) == b"one line\n"


def test_links_are_passed_over_and_names_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    data = tar_of(
        {"../../up.log": b"up", "/etc/rooted.log": b"rooted"}, link("link.log", "../secret"),
        link("hard.log", "secret", tarfile.LNKTYPE), link("pipe", "", tarfile.FIFOTYPE),
    )
    assert read(in_file(tmp_path, "x.tar", data)) == {"../../up.log": b"up", "/etc/rooted.log": b"rooted"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret", "x.tar"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    part = gzip.compress(b"\0" * 10_000_000, 9)  # one after the other, as several parts may stand in a packed file
    path = in_file(tmp_path, "bomb.log.gz", part * 15)
    with pytest.raises(InputError, match="more than is reasonable"):
        read(path)


def test_what_packs_well_and_is_no_bomb_is_read(tmp_path: Path) -> None:
    path = in_file(tmp_path, "still.log.gz", gzip.compress(b"nothing new\n" * 500_000, 9))
    (source,) = sources_in(path)
    assert len(source.whole(10_000_000)) == 6_000_000


def test_a_header_that_says_it_is_huge_is_refused(tmp_path: Path) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 4_000_000_000
    data = gzip.compress(header.tobuf() + b"\0" * 20_000_000)
    with pytest.raises(InputError, match="more than is reasonable"):
        read(in_file(tmp_path, "huge.tar.gz", data))


@pytest.mark.parametrize("form", ["gz", "tar.gz", "tar", "zip", "xz"])
def test_a_cut_archive_is_told_wherever_it_is_cut(tmp_path: Path, form: str) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.log", bytes(range(256)) * 1_000)
    tar = tar_of({"a.log": bytes(range(256)) * 1_000})
    whole = {
        "gz": gzip.compress(bytes(range(256)) * 1_000), "tar.gz": gzip.compress(tar), "tar": tar,
        "zip": zipped.getvalue(), "xz": lzma.compress(tar),
    }[form]  # fmt: skip
    for part in (0.2, 0.5, 0.9):
        with pytest.raises(InputError):
            read(in_file(tmp_path, f"cut.{form}", whole[: max(int(len(whole) * part), 12)]))


def test_a_damaged_file_in_an_archive_is_told_as_that_file(tmp_path: Path) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.log", b"one line\n")
    data = zipped.getvalue().replace(b"one line", b"two line", 1)
    with pytest.raises(InputError, match=r"x\.zip: a\.log"):
        read(in_file(tmp_path, "x.zip", data))


def test_a_source_from_an_archive_begins_anew_each_time(tmp_path: Path) -> None:
    def twice(source: Source) -> bool:
        source.head()
        with source.open() as stream:
            stream.read(100_000)
        return source.whole(10_000_000) == source.whole(10_000_000)

    path = in_file(tmp_path, "logs.tar.gz", gzip.compress(tar_of(FILES)))
    assert all(map(twice, sources_in(path)))


def zip_of(files: Files) -> bytes:
    """A zip archive with some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


INNER = {
    "in.zip": zip_of(FILES), "in.tar": tar_of(FILES), "in.tar.gz": gzip.compress(tar_of(FILES)),
    "in.tar.xz": lzma.compress(tar_of(FILES)),
}  # fmt: skip


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("outer", ["zip", "tar", "tar.gz"])
def test_an_archive_in_an_archive_gives_its_files(tmp_path: Path, outer: str, inner: str) -> None:
    files = {"z.log": b"beside", inner: INNER[inner], "a.log.gz": gzip.compress(b"packed")}
    whole = {"zip": zip_of(files), "tar": tar_of(files), "tar.gz": gzip.compress(tar_of(files))}[outer]
    expected = {**{f"{inner}: {name}": data for name, data in FILES.items()}, "z.log": b"beside", "a.log.gz": b"packed"}
    assert read(in_file(tmp_path, f"out.{outer}", whole)) == expected


def test_what_lies_deeper_is_not_opened_nor_is_a_document(tmp_path: Path) -> None:
    deeper, document = zip_of({"in.zip": INNER["in.zip"]}), zip_of({"word/document.xml": b"<w/>"})
    found = read(in_file(tmp_path, "out.zip", zip_of({"deep.zip": deeper, "letter.docx": document})))
    assert found == {"deep.zip: in.zip": INNER["in.zip"], "letter.docx": document}


@pytest.mark.parametrize("inner", INNER)
def test_a_broken_archive_in_an_archive_keeps_no_other_file_from_being_read(tmp_path: Path, inner: str) -> None:
    cut = INNER[inner][: len(INNER[inner]) // 2]
    read_well, told = {}, []
    for source in sources_in(in_file(tmp_path, "out.zip", zip_of({inner: cut, "z.log": b"behind"}))):
        try:
            read_well[source.name.partition(": ")[2]] = source.whole(200_000_000)
        except InputError as error:
            told += [problem.place.file for problem in error.problems if problem.place is not None]
    assert read_well["z.log"] == b"behind"
    assert told
    assert all(f"out.zip: {inner}" in name for name in told)


def test_what_archives_in_an_archive_unpack_to_counts_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.evidence.sources.MOST_EXPANDED_BYTES", 1_000_000)
    inner = {f"{number}.tar.gz": gzip.compress(tar_of({"a.log": b"\0" * 200_000})) for number in range(9)}
    with pytest.raises(InputError, match="unpacks to more than is reasonable"):
        read(in_file(tmp_path, "out.zip", zip_of(inner)))


def test_a_file_without_a_name_is_passed_over(tmp_path: Path) -> None:
    whole = io.BytesIO(zip_of({"n": b"nobody", "a.log": b"named"}))
    with zipfile.ZipFile(whole, "a") as archive:
        archive.filelist[0].filename = archive.filelist[0].orig_filename = ""
        archive.comment = b"so that the list of files is written anew"
    assert read(in_file(tmp_path, "x.zip", whole.getvalue())) == {"a.log": b"named"}
