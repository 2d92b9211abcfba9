// The order that a child makes, without the page: so that it can be tested.

export type Move = "up" | "down";

export class Ranking {
  private ids: string[] = [];

  get order(): readonly string[] {
    return this.ids;
  }

  add(id: string): void {
    if (!this.ids.includes(id)) this.ids.push(id);
  }

  remove(id: string): void {
    this.ids = this.ids.filter((other) => other !== id);
  }

  /** Whether there is room to move in that direction. */
  canMove(id: string, move: Move): boolean {
    const at = this.ids.indexOf(id);
    return at >= 0 && (move === "up" ? at > 0 : at < this.ids.length - 1);
  }

  move(id: string, move: Move): void {
    if (!this.canMove(id, move)) return;
    const at = this.ids.indexOf(id);
    const to = at + (move === "up" ? -1 : 1);
    this.ids.splice(at, 1);
    this.ids.splice(to, 0, id);
  }

  /** Takes what is at one place to another, counted from 0. The one taken, or null. */
  carry(from: number, to: number): string | null {
    const id = this.ids[from];
    if (id === undefined || to < 0 || to >= this.ids.length) return null;
    this.ids.splice(from, 1);
    this.ids.splice(to, 0, id);
    return id;
  }

  clear(): void {
    this.ids = [];
  }
}
