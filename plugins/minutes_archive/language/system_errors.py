"""What the operating system says of a file or an address, in words a clerk can act on."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet (kvoten) är slut",
    errno.EFBIG: "filen får inte bli större",
    errno.EROFS: "disken är skrivskyddad",
    errno.EACCES: "rättighet saknas",
    errno.EPERM: "rättighet saknas",
    errno.EIO: "disken svarar med ett fel",
    errno.ENOENT: "finns inte",
    errno.ENOTDIR: "en fil står där en mapp skulle vara",
    errno.EEXIST: "namnet är taget",
    errno.EISDIR: "en mapp står där en fil skulle vara",
    errno.EBUSY: "används av något annat (en monterad mapp går inte att byta ut)",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länkarna leder runt i ring",
    errno.EMFILE: "för många öppna filer",
    errno.EADDRINUSE: "adressen används redan av ett annat program",
    errno.EADDRNOTAVAIL: "datorn har ingen sådan adress",
}
# What only writing meets: of a copy, the file that was read is not to blame.
_OF_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})


def reason_of(error: OSError) -> str:
    """Return in Swedish why the system failed: "disken är full".

    What has no words here is given by the system's own, or by what the program itself said.
    """
    said = _WORDS.get(error.errno or 0) or error.strerror or str(error)
    return said or f"systemet svarade med fel {type(error).__name__}"


def file_of(error: OSError) -> str:
    """Return the file to blame: "minutes/a.yml"; "" where none is known."""
    written = error.errno in _OF_WRITING and error.filename2
    return str(written or error.filename or "")
