"""Gets what the browser journeys need from the distribution, where it may; says what is missing where it may not."""

import os
import shutil
import subprocess
import sys

PACKAGES = {"chromium": "chromium", "pdftotext": "poppler-utils", "zbarimg": "zbar-tools"}
FONT = "fonts-noto-cjk"


def main():
    wanted = [package for program, package in PACKAGES.items() if not _found(program)]
    if not _chinese_font():
        wanted.append(FONT)
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print("· installing for the browser journeys:", " ".join(wanted), flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], check=False, **quiet)
    missing = [program for program in PACKAGES if not _found(program)]
    if missing:
        print("· not on this machine, so the tests that need it are left out:", ", ".join(missing))
        if os.environ.get("CI"):
            sys.exit("In CI no test may be left out.")


def _found(program):
    if program == "chromium":
        return bool(os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"))
    return bool(shutil.which(program))


def _chinese_font():
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


if __name__ == "__main__":
    main()
