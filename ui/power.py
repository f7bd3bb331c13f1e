"""How full the battery is; knows no screen."""

from __future__ import annotations


def battery() -> int | None:
    """Charge in percent, None where there is no battery or the system does not tell."""
    import psutil  # after the first paint

    try:
        charge = psutil.sensors_battery()
    except (AttributeError, OSError):  # psutil has no such sensor on this system, or it went away
        return None
    return None if charge is None else round(charge.percent)
