"""Set-up and running: what can be tried without a network, by the real code."""

import base64
import hashlib
import io
import re
import socket
import subprocess
import sys
import tarfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pathway import running
from pathway.management.commands import start
from pathway.processes import Child, GivenUp, stop_all, watch
from tools import front_end, packages, system

STYLE = (
    "@font-face{font-family:Frutiger W01;src:url(https://assets.example/f.woff2)}"
    "a{background:url(/assets/images/cross.svg)}\n/*# sourceMappingURL=x.css.map */\n"
)


def archive(files: dict[str, str]) -> bytes:
    """A gzipped tar of these files, as npm would pack them."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, text in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(text.encode())
            tar.addfile(about, io.BytesIO(text.encode()))
    return packed.getvalue()


@pytest.fixture
def package() -> front_end.Package:
    return front_end.Package("styles", "1.0", "", "styles", "package/dist/", ("*.css", "images/*"))


class TestFrontEnd:
    def test_style_fetches_nothing_from_elsewhere_and_keeps_relative_paths(self) -> None:
        assert front_end.mended(STYLE).strip() == "a{background:url(assets/images/cross.svg)}"

    def test_our_own_font_rules_stay(self) -> None:
        rule = "@font-face{font-family:Ours;src:url(files/a.woff2) format('woff2'), url(files/a.woff) format('woff')}"
        assert front_end.mended(rule) == "@font-face{font-family:Ours;src:url(files/a.woff2) format('woff2')}"

    def test_only_the_files_we_take_are_laid_out(self, tmp_path: Path, package: front_end.Package) -> None:
        packed = {"package/dist/a.css": STYLE, "package/dist/a.map": "{}", "package/dist/images/../../out.svg": "x"}
        front_end.lay_out(package, archive(packed), tmp_path / "styles")
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.css"]

    def test_styles_can_be_joined(self, tmp_path: Path, package: front_end.Package) -> None:
        packed = {"package/dist/400.css": "a{}", "package/dist/700.css": "b{}"}
        front_end.lay_out(replace(package, join="all.css"), archive(packed), tmp_path)
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("all.css", "a{}\nb{}\n")]

    def test_another_archive_than_the_known_one_stops_set_up(
        self, package: front_end.Package, capsys: pytest.CaptureFixture[str]
    ) -> None:
        known = "sha512-" + base64.b64encode(hashlib.sha512(b"known").digest()).decode()
        pinned = replace(package, integrity=known)
        assert front_end.checked(b"known", pinned) == b"known"
        with pytest.raises(SystemExit):
            front_end.checked(b"other", pinned)
        assert "is not the file we know" in capsys.readouterr().err

    def test_every_listed_package_is_pinned_by_a_hash(self) -> None:
        assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", one.integrity) for one in front_end.read_list())

    def test_stamp_changes_with_the_version(self, package: front_end.Package) -> None:
        assert front_end.stamp_for(package) != front_end.stamp_for(replace(package, version="1.1"))


class TestLocks:
    @pytest.mark.parametrize("name", ["requirements", "requirements-dev", "tools/uv", "tools/node"])
    def test_every_package_has_a_hash_and_no_address(self, root: Path, name: str) -> None:
        lock = (root / f"{name}.lock").read_text()
        pinned = re.findall(r"^([a-z0-9._-]+)==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE)) > 0
        assert not re.search(r"https?:|file:|--index|--find-links|-f /", lock)

    @pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
    def test_the_lock_holds_what_is_asked_for(self, root: Path, name: str) -> None:
        asked = re.findall(r"^([A-Za-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", (root / f"{name}.txt").read_text(), re.MULTILINE)
        lock = (root / f"{name}.lock").read_text()
        assert asked
        assert [one for one in asked if f"{one[0].lower()}==" not in lock or f"=={one[1]}" not in lock] == []

    def test_tests_run_on_the_versions_that_run_in_earnest(self, root: Path) -> None:
        run, dev = ((root / f"{name}.lock").read_text() for name in ("requirements", "requirements-dev"))
        pins = re.findall(r"^[a-z0-9._-]+==\S+", run, re.MULTILINE)
        assert [pin for pin in pins if pin not in dev] == []

    def test_stamp_tells_the_two_kinds_apart(self) -> None:
        assert packages.stamp_for("run") != packages.stamp_for("dev")


class TestSystem:
    def test_nothing_is_said_when_nothing_is_missing(self) -> None:
        assert system.make_ready((system.Need(("libany",), "to print", lambda: True),)) == ""

    def test_what_is_missing_is_named_in_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")  # a machine without apt-get
        needs = tuple(system.Need((name,), "to print plans", lambda: False) for name in ("liba", "libb"))
        assert system.make_ready(needs) == "Missing from this machine to print plans: sudo apt-get install liba libb"


class TestPort:
    def test_taken_port_gives_way_to_the_next_free_one(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            assert port < running.free_port("127.0.0.1", port) < port + running.PORTS_TRIED

    def test_free_port_is_kept(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        assert running.free_port("127.0.0.1", port) == port

    def test_address_of_another_machine_is_a_fault(self) -> None:
        with pytest.raises(OSError, match="assign requested address"):
            running.free_port("192.0.2.1", 8000)

    @pytest.mark.parametrize(
        ("host", "shown"),
        [
            ("127.0.0.1", "http://127.0.0.1:80/"),
            ("0.0.0.0", "http://127.0.0.1:80/"),  # noqa: S104 - only written, never listened on
            ("::", "http://[::1]:80/"),
            ("ward.example", "http://ward.example:80/"),
        ],
    )
    def test_address_can_be_typed_into_a_browser(self, host: str, shown: str) -> None:
        assert start.address(host, 80) == shown


def test_second_run_learns_where_the_first_one_is(tmp_path: Path) -> None:
    running.make_folders(tmp_path)
    first, nobody = running.take_turn(tmp_path, "http://127.0.0.1:8000/")
    second, other = running.take_turn(tmp_path, "http://127.0.0.1:8001/")
    with first, second:
        assert (nobody, other) == ("", "http://127.0.0.1:8000/")
    third, nobody = running.take_turn(tmp_path, "http://127.0.0.1:8002/")
    with third:
        assert nobody == ""


def test_folders_are_closed_to_everybody_else(tmp_path: Path) -> None:
    running.make_folders(tmp_path / "var")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "var").iterdir()} == {0}


def child(tmp_path: Path, code: str) -> Child:
    return Child("The helper", [sys.executable, "-u", "-c", code], tmp_path / "helper.log")


def wait_for(path: Path, text: str) -> None:
    until = time.monotonic() + 20
    while not path.exists() or text not in path.read_text():
        assert time.monotonic() < until, f"{path} never said {text}"
        time.sleep(0.02)


class TestProcesses:
    def test_what_ends_is_started_again_with_its_last_words_told(self, tmp_path: Path) -> None:
        told: list[str] = []
        one = child(tmp_path, "import time; print('last words'); time.sleep(0.5)")
        one.start()
        watch([one], lambda: bool(told), told.append)
        stop_all([one], lambda: True)
        assert told[0].startswith("The helper ended by itself.")
        assert "last words" in told[0]

    def test_what_ends_again_and_again_is_given_up(self, tmp_path: Path) -> None:
        one = child(tmp_path, "raise SystemExit('no tables')")
        one.start()
        with pytest.raises(GivenUp, match="no tables"):
            watch([one], lambda: False, lambda told: None)
        assert not one.alive()

    def test_stop_lets_work_finish(self, tmp_path: Path) -> None:
        code = (
            "import signal, sys, time\n"
            "signal.signal(signal.SIGTERM, lambda *a: (time.sleep(0.3), print('finished'), sys.exit()))\n"
            "print('ready'); time.sleep(60)"
        )
        one = child(tmp_path, code)
        one.start()
        wait_for(one.log, "ready")
        stop_all([one], lambda: False)
        assert "finished" in one.log.read_text()

    def test_children_end_with_a_parent_that_is_killed(self, tmp_path: Path) -> None:
        code = (
            "import sys, time; from pathlib import Path; from pathway.processes import Child\n"
            "one = Child('x', [sys.executable, '-u', '-c', 'import time; print(1); time.sleep(60)'], Path(sys.argv[1]))\n"
            "one.start(); print(one.process.pid, flush=True); time.sleep(60)"
        )
        command = [sys.executable, "-c", code, str(tmp_path / "log")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout
            orphan = int(parent.stdout.readline())
            wait_for(tmp_path / "log", "1")
            parent.kill()
        until = time.monotonic() + 10
        while running_still(orphan) and time.monotonic() < until:
            time.sleep(0.05)
        assert not running_still(orphan)


def running_still(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_machine_without_new_python_is_told_so(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    done = subprocess.run([root / "tools" / "set-up"], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Alongside needs Python 3.11 or newer")
