"""The bill of materials of the wheel: all that it needs, each with its version and license, as CycloneDX JSON.

It is made from the metadata of what is installed here, and needs no network.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZipFile

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.locking import CHECKOUT

_LICENSES = LicenseFactory()
_CLASSIFIED = "License :: OSI Approved :: "


def build(folder: Path) -> tuple[Path, Path]:
    """Build the wheel, and write its bill beside it; both files.

    Raises:
        subprocess.CalledProcessError: the wheel cannot be built.
        PackageNotFoundError: something that it needs is not installed here.
        ValueError: something that it needs names no license.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(CHECKOUT)], check=True)
    wheel = max(folder.glob("enrollment_expert-*.whl"), key=lambda path: path.stat().st_mtime)
    bill = wheel.with_suffix(".cdx.json")
    bill.write_text(bill_of(wheel), encoding="utf-8", newline="\n")
    return wheel, bill


def bill_of(wheel: Path) -> str:
    """The bill of a wheel, as CycloneDX 1.6 in JSON.

    Raises:
        PackageNotFoundError: something that it needs is not installed here.
        ValueError: something that it needs names no license.
    """
    of_wheel = _metadata_of(wheel)
    whole = _component(of_wheel, ComponentType.APPLICATION)
    whole.hashes.add(HashType(alg=HashAlgorithm.SHA_256, content=_sha256(wheel)))
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"enrollment-expert:{_sha256(wheel)}"))
    bom.metadata.component = whole
    known = {_name(of_wheel): whole}
    waiting = [of_wheel]
    while waiting:
        metadata = waiting.pop()
        needed = sorted(set(_needed(metadata)))
        for name in needed:
            if name not in known:
                found = _installed(name)
                known[name] = _component(found, ComponentType.LIBRARY)
                bom.components.add(known[name])
                waiting.append(found)
        bom.register_dependency(known[_name(metadata)], [known[name] for name in needed])
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _metadata_of(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return BytesHeaderParser().parsebytes(archive.read(name))


def _installed(name: str) -> Message:
    metadata = distribution(name).metadata
    if not isinstance(metadata, Message):
        raise PackageNotFoundError(name)
    return metadata


def _name(metadata: Message) -> str:
    return canonicalize_name(metadata["Name"])


def _needed(metadata: Message) -> Iterator[str]:
    """What it asks for here, without any of its extras."""
    for text in metadata.get_all("Requires-Dist", []):
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def _component(metadata: Message, kind: ComponentType) -> Component:
    name, number = _name(metadata), metadata["Version"]
    purl = PackageURL("pypi", None, name, number)
    return Component(name=name, version=number, type=kind, purl=purl, bom_ref=str(purl), licenses=_licenses(metadata))


def _licenses(metadata: Message) -> list[License]:
    """As it says itself: an expression, a name of one line, or the classifiers.

    Raises:
        ValueError: it says nothing of a license.
    """
    said = metadata["License-Expression"] or metadata["License"]
    if said and "\n" not in said.strip() and said.strip() != "UNKNOWN":
        return [_LICENSES.make_from_string(said.strip())]
    classified = [line.removeprefix(_CLASSIFIED) for line in metadata.get_all("Classifier", ())
                  if line.startswith(_CLASSIFIED)]  # fmt: skip
    if not classified:
        raise ValueError(f"{metadata['Name']} names no license")
    return [_LICENSES.make_from_string(name) for name in classified]
