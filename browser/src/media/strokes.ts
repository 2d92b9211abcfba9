// A drawing as the lines that were drawn, so that each can be taken back.

export interface Point {
  x: number;
  y: number;
}

export interface Stroke {
  /** A CSS colour. */
  colour: string;
  /** In the paper's own units. */
  width: number;
  points: Point[];
}

/** The lines on the paper. To start again is a step like any other, so that it
 *  can be taken back too. */
export class Strokes {
  private steps: (Stroke | "clean")[] = [];

  begin(stroke: Stroke): void {
    this.steps.push(stroke);
  }

  /** Adds to the line that was begun last. */
  draw(point: Point): void {
    const stroke = this.steps.at(-1);
    if (stroke && stroke !== "clean") stroke.points.push(point);
  }

  clean(): void {
    this.steps.push("clean");
  }

  undo(): void {
    this.steps.pop();
  }

  forget(): void {
    this.steps = [];
  }

  get canUndo(): boolean {
    return this.steps.length > 0;
  }

  /** Whether everything up to here was wiped away, a picture below included. */
  get isClean(): boolean {
    return this.steps.includes("clean");
  }

  /** What is on the paper, the oldest line first. */
  get shown(): Stroke[] {
    return this.steps.slice(this.steps.lastIndexOf("clean") + 1).filter((step) => step !== "clean");
  }
}

/** Draws one line: a dot, or a curve through the middles of what was touched,
 *  which hides how seldom a slow phone tells where the finger is. `known` points
 *  were drawn before: then only what follows is, and the end that was a guess. */
export function paint(paper: CanvasRenderingContext2D, { colour, width, points }: Stroke, known = 0): void {
  const from = Math.max(0, known - 2);
  const [before, ...rest] = points.slice(from);
  const next = rest[0];
  if (!before) return;
  const first = from > 0 && next ? middle(before, next) : before;
  paper.strokeStyle = colour;
  paper.lineWidth = width;
  paper.lineCap = "round";
  paper.lineJoin = "round";
  paper.beginPath();
  paper.moveTo(first.x, first.y);
  rest.forEach((point, at) => {
    const after = rest[at + 1];
    const end = after && middle(point, after);
    if (end) paper.quadraticCurveTo(point.x, point.y, end.x, end.y);
    else paper.lineTo(point.x, point.y);
  });
  if (rest.length === 0) paper.lineTo(first.x, first.y);
  paper.stroke();
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
