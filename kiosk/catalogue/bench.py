"""Sentences of the catalogue: bench."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "bench.where": Text("{folder} ({kind})에서 측정합니다.", "Measuring in {folder} ({kind})."),
    "bench.impossible": Text(
        "측정할 수 없습니다: {detail}. --data로 다른 폴더를 지정하세요.", "Cannot measure: {detail}. Name another folder with --data."
    ),
    "bench.met": Text("모든 목표를 달성했습니다.", "Every goal is met."),
    "bench.missed": Text("달성하지 못한 목표: {rows}", "Goals missed: {rows}"),
    "bench.round": Text("{size}, {rounds}회 중 {round}회째…", "{size}, round {round} of {rounds} ..."),
    "bench.busy": Text(
        "다른 프로그램이 코어 {cores}개를 함께 쓰고 있습니다(부하 {load}). 시간은 주로 코어를 기다린 시간이니, 조용한 기기에서 다시 재세요.",
        "Other programs want the {cores} cores as well (load {load}): times are mostly waits for a core. Measure again on a quiet machine.",
    ),
    "bench.no_trials": Text(
        "시험은 저장소의 tests 폴더에 있는데, 이 설치본에는 없습니다. 저장소를 받아 그 안에서 ./run bench faults를 실행하세요.",
        "The trials lie in the repository's tests folder, which this installation lacks. Clone the repository and run ./run bench faults there.",
    ),
    "bench.trial": Text("{trial}: 씨앗 {seeds}개 중 {failed}개 실패", "{trial}: {failed} of {seeds} seeds failed"),
    "bench.seed_failed": Text("{trial} 씨앗 {seed} 실패. 다시 보려면: {replay}", "{trial}, seed {seed} failed. To see it again: {replay}"),
    "bench.yes": Text("달성", "met"),
    "bench.no": Text("미달", "missed"),
}
