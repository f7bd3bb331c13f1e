"""What ``kiosk bench faults`` plays at its full count; the suite plays a part of each. A new trial is one more line here."""

from __future__ import annotations

from tests.faults import trials as faults
from tests.fuzz import trials as fuzz
from tests.simulation.trials import Trial, simulate

TRIALS = [Trial("simulation", simulate, 300), *faults.TRIALS, *fuzz.TRIALS]
