import Workflows

struct Essay: Event {}
struct NoEvent {}

@EventUnion enum Review {
  case again(Essay)
  case other(NoEvent)
}
// expected:
// 8:14: error: case 'other' of 'Review' must carry one event, and 'NoEvent' is none
