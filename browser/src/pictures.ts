// The pictures that lock a form which is not finished. Drawn for this page; an
// id is part of the lock and must never change, nor be taken away: a form that
// was saved with it could not be opened again.
//
// Each is a few shapes on a field of 32 by 32, as one line: a letter for the
// patch's colour (s sun, y sky, h heather, m moss, p peach, w paper, i ink, n
// only the outline), then a path, or `c` with a circle's centre and radius, `e`
// with an ellipse's centre and radii, `r` with a rectangle's corner, size and
// rounding. What tells them apart is the outline, not the colour.

export const GROUPS: readonly (readonly [group: string, pictures: Readonly<Record<string, string>>])[] = [
  ["animals", {
    cat: "pM7 15 6 5l6 4h8l6-4-1 10c1 7-4 12-9 12S6 22 7 15z|ic12,15,1.2|ic20,15,1.2|nM14 20l2 1.5 2-1.5M3 18l6 1M3 23l6-2M29 18l-6 1M29 23l-6-2",
    dog: "sM9 8c2-3 12-3 14 0v12c0 5-3 8-7 8s-7-3-7-8z|pM9 8C4 7 3 13 4 19c4 0 5-4 5-11zM23 8c5-1 6 5 5 11-4 0-5-4-5-11z|ic13,14,1.2|ic19,14,1.2|ie16,19,2.6,1.8|nM16 21v3",
    fish: "yM3 16c5-9 15-9 20 0-5 9-15 9-20 0z|sM22 16l7-6v12z|ic9,14,1.2|nM14 11c2 3 2 7 0 10",
    bird: "hM6 14c0-6 4-9 8-9 5 0 7 4 7 8l8-2c0 8-6 13-13 13-6 0-10-4-10-10z|sM6 12l-4 2 4 2z|ic12,11,1.2|nM14 24v4M18 24v4",
    butterfly: "hM15 14C12 3 3 4 4 10c0 4 5 6 11 6zM17 14c3-11 12-10 11-4 0 4-5 6-11 6z|sM15 17c-8-1-9 6-7 8 3 2 7-2 7-8zM17 17c8-1 9 6 7 8-3 2-7-2-7-8z|nM16 12v14M16 12l-3-6M16 12l3-6",
    snail: "pc18,16,9|nM18 16c0-4 6-3 5 1s-8 4-9-1 4-7 8-6|mM3 25c8 1 24 1 26 0-1 4-22 4-26 0zM7 25C6 20 4 18 4 14|nM4 14l-2-5M4 14l3-5",
    rabbit: "wM10 13C6 4 8 2 10 2c3 0 4 6 4 9h4c0-3 1-9 4-9 2 0 4 2 0 11 3 3 4 6 3 9-1 5-5 8-9 8s-8-3-9-8c-1-3 0-6 3-9z|ic12,19,1.2|ic20,19,1.2|nM15 23h2l-1 2zM16 25v2",
    turtle: "mM4 21c0-8 5-13 11-13s11 5 11 13z|nM11 21l2-7h5l2 7M13 14l-2-4M18 14l2-4|sM26 19c1-4 5-3 5 0 0 2-2 3-5 2zM6 21h5v5H7zM19 21h5l-1 5h-4z",
    bee: "yM15 12C9 1 4 7 14 14zM17 12c6-11 11-5 1 2z|se16,19,9,7|nM12 13v12M16 12v14M20 13v12M25 19l4 1|ic9,18,1",
    owl: "pM6 6l5 2c3-1 7-1 10 0l5-2c1 5 1 9 0 14-1 6-5 9-10 9S7 26 6 20C5 15 5 11 6 6z|wc12,14,4|wc20,14,4|ic12,14,1.5|ic20,14,1.5|sM14 18h4l-2 4z|nM12 24h1M15 26h2M19 24h1",
    snake: "mM5 28c-2-5 4-7 9-7s6-4 2-5-9-2-9-7 5-7 11-6l6 3c2 1 2 4-1 4l-7-1c-3 0-3 3 0 4 6 1 10 3 9 8s-7 6-12 6-5 1-8 1z|ic21,6,1|nM25 8l4 1M29 9l2-1M29 9l1 2",
    spider: "hc16,19,6|hc16,11,4|nM12 16C8 14 5 15 3 19M10 19c-4-1-6 1-7 5M11 23c-3 1-4 3-4 6M20 16c4-2 7-1 9 3M22 19c4-1 6 1 7 5M21 23c3 1 4 3 4 6M16 7V2|ic14.5,10.5,.8|ic17.5,10.5,.8",
    whale: "yM3 17c0-5 5-8 11-8 8 0 10 5 12 6l2-6 3 4-2 5c-1 6-6 10-13 10S3 23 3 17z|ic8,16,1.2|nM5 22c4 2 9 2 13 0M12 9C12 5 9 4 8 6M12 9c0-4 3-5 4-3",
  }],
  ["outside", {
    sun: "sc16,16,7|nM16 2v4M16 26v4M2 16h4M26 16h4M6 6l3 3M23 23l3 3M26 6l-3 3M9 23l-3 3",
    moon: "sM20 4C11 4 6 10 6 16s5 12 13 12c4 0 6-1 8-4-10 2-16-11-7-20z",
    star: "sM16 3l4 8.500 9 1-6.500 6.500L24 28l-8-4.500L8 28l1.500-9L3 12.500l9-1z",
    cloud: "yM9 25a6 6 0 0 1-1-12c1-9 14-9 15-1 8 0 8 13 0 13z",
    rainbow: "hM2 26a14 14 0 0 1 28 0h-4a10 10 0 0 0-20 0z|sM6 26a10 10 0 0 1 20 0h-4a6 6 0 0 0-12 0z|yM10 26a6 6 0 0 1 12 0h-3a3 3 0 0 0-6 0z",
    tree: "pM14 20h4v10h-4z|mM16 2c6 0 8 4 7 6 5 1 5 9 0 11-3 3-11 3-14 0-5-2-5-10 0-11-1-2 1-6 7-6z",
    flower: "mM16 18v12M16 28c-4 0-6-3-6-5 4 0 6 2 6 5z|hc16,6,4|hc21,10,4|hc19,16,4|hc13,16,4|hc11,10,4|sc16,11.500,3",
    leaf: "mM5 27C2 12 12 4 28 4c1 16-8 24-19 22z|nM5 29C10 19 15 14 21 11M12 19v-6M15 16h7",
    mountain: "yM2 27 12 8l6 10 3-5 9 14z|wM12 8l-3.500 6.500L12 13l2 3 1.500-2z",
    snowflake: "nM16 2v28M4 9l24 14M28 9 4 23M12 4l4 4 4-4M12 28l4-4 4 4M4 14l5-2V6M28 14l-5-2V6M4 18l5 2v6M28 18l-5 2v6",
    lightning: "sM18 2 6 18h8l-3 12 14-18h-9z",
    mushroom: "wM12 16h8l2 12H10z|hM3 17C3 8 9 4 16 4s13 4 13 13c-8 2-18 2-26 0z|wc10,11,2|wc17,8,2|wc22,13,2",
    wave: "yM2 27V18C6 6 18 3 25 10c-6-1-9 3-6 7 3 3 8 2 11 0v10z|nM2 23c5 2 8-2 12 0s8 2 16 0",
  }],
  ["food", {
    apple: "hM16 10c-4-3-11-2-11 6s5 13 8 13c1 0 2-1 3-1s2 1 3 1c3 0 8-5 8-13s-7-9-11-6z|mM16 10c0-5 3-7 6-7 0 4-2 7-6 7z|nM16 10c0-3-1-5-3-6",
    banana: "sM7 4l4-1c0 12 6 18 17 18l1 4c-6 4-14 4-19-1S4 11 7 4z|nM9 8c0 9 6 16 15 17",
    pear: "mM16 9c3 0 5 2 5 5 0 4 6 5 6 10s-5 6-11 6-11-1-11-6 6-6 6-10c0-3 2-5 5-5z|nM16 9c0-3 1-5 4-7",
    cherries: "hc9,23,6|hc23,22,6|nM9 17C10 10 14 5 22 4M23 16c0-5-1-9-1-12|mM22 4c3-3 7-1 8 2-3 2-7 1-8-2z",
    carrot: "pM20 10c4 3 3 6-1 9L4 29 11 13c3-5 6-6 9-3z|mM20 11c-2-5 0-8 3-9 1 2 1 4 0 6 2-2 5-2 7-1-2 4-5 6-10 4z|nM13 14l4 3M10 20l3 2",
    "ice-cream": "sM8 15h16l-8 15z|hM8 15a8 8 0 1 1 16 0c-2 2-4-1-5 1s-4 1-5-1-4 2-6 0z|nM12 20l6-5M15 26l6-9",
    cake: "wM4 18c6 4 18 4 24 0v10H4z|hM4 18v-4h24v4c-3 4-5 0-8 2s-5 0-8 0-5 2-8-2z|sM15 7h2v7h-2z|nM16 7c-2-2 0-3 0-5 0 2 2 3 0 5z",
    pizza: "sM16 30 4 9c8-5 16-5 24 0z|pM4 9c8-5 16-5 24 0l1-3C20 1 12 1 3 6z|hc13,14,2.300|hc19,17,2.300|hc15,22,1.800",
    egg: "wM16 3c6 0 10 9 10 15s-4 11-10 11S6 24 6 18 10 3 16 3z|nM6 19l4-3 4 3 4-3 4 3 4-3",
    cheese: "sM3 19 22 6c5 1 8 5 8 9v13H3zM3 19h27|nM3 19h27|wc11,24,2|wc20,23,2.600|wc21,13,2",
    bread: "pM8 29V16C3 15 2 5 11 5h11c9 0 8 10 2 11v13z|nM13 11l3 3M18 11l3 3",
    lollipop: "hc16,11,9|nM16 20v11M16 11c0-4 6-3 5 1s-9 4-9-1 5-8 9-6",
    watermelon: "mM2 10h28a14 14 0 0 1-28 0z|hM6 10h20a10 10 0 0 1-20 0z|ic12,13,1|ic16,16,1|ic20,13,1",
  }],
  ["travel", {
    car: "hM3 23v-6l4-1 3-7h11l4 7 4 1v6z|yM12 11h8l3 5H10z|wc9,24,3.500|wc23,24,3.500",
    bus: "sr3,6,26,19,3|yM6 10h6v6H6zM13 10h6v6h-6zM20 10h6v6h-6z|wc9,26,3|wc23,26,3|nM3 20h26",
    train: "mM7 4h18v17c0 3-2 4-4 4H11c-2 0-4-1-4-4z|yM10 8h12v6H10z|sc12,19,1.600|sc20,19,1.600|nM11 25l-4 5M21 25l4 5M9 28h14",
    boat: "pM3 22h26c-1 4-3 7-6 7H9c-3 0-5-3-6-7z|wM15 3v16H5z|yM18 7l8 12h-8z|nM16.500 2v20",
    rocket: "wM16 2c5 4 7 10 5 20H11C9 12 11 6 16 2z|yc16,12,3|hM11 17l-6 6 1 4 6-5zM21 17l6 6-1 4-6-5z|sM13 22h6l-3 8z",
    plane: "yM14 4c1-3 3-3 4 0v8l12 7v3l-12-4v7l4 3v2l-6-2-6 2v-2l4-3v-7L2 22v-3l12-7z",
    bicycle: "nM7 22l5-11h9l4 11M12 11l5 11 4-11M9 9h5M7 22h10M20 7h4|nc7,22,5.500|nc25,22,5.500",
    airship: "he16,12,13,8|nM3 12h26M11 5c-3 4-3 10 0 14M21 5c3 4 3 10 0 14M12 20v4M20 20v4|sM10 24h12l-2 5h-8z",
    anchor: "nM16 9v19M9 14h14M4 19c0 6 6 10 12 10s12-4 12-10|sc16,6,3|nM4 19l-2 4M4 19l4 3M28 19l2 4M28 19l-4 3",
    submarine: "sM4 20c0-5 5-7 12-7s13 2 13 7-6 8-13 8S4 25 4 20zM13 13V7h6v6|nM19 7V3h5M4 20l-3-4v9z|yc11,20,2.500|yc18,20,2.500|yc24,20,1.800",
    tractor: "mM4 18h9V8h8v10h7v7H4z|yM15 10h5v6h-5z|wc10,24,5.500|wc25,26,3.500|nM25 18v-6|ic10,24,1",
    scooter: "nM8 26h14L18 5h-5|wc6,26,3.500|wc25,26,3.500|nM22 26c0-4 2-6 4-7",
    signpost: "nM16 2v28|sM6 5h17l5 4-5 4H6z|yM26 15H9l-5 4 5 4h17z",
  }],
  ["home", {
    house: "pM6 15v14h20V15L16 6z|nM3 17 16 4l13 13|sM13 29v-8h6v8",
    key: "sc9,12,6|nM14 15l14 13M23 23l4-4M19 20l3-3|wc8,11,1.800",
    lamp: "sM10 4h12l5 13H5z|nM16 17v10|pM9 27h14v3H9z",
    chair: "pM8 3h13v14H8zM7 17h18v4H7z|nM9 21v9M23 21v9M8 9h13",
    bed: "yM3 17h26v8H3z|wM5 12h8v5H5z|nM3 8v21M29 15v14M3 25h26|hM15 13h12l2 4H15z",
    clock: "wc16,16,12|nM16 8v8l6 4M16 4v2M16 26v2M4 16h2M26 16h2",
    cup: "yM5 10h17v11c0 5-3 8-8 8s-9-3-9-8z|nM22 13c7-2 7 9 0 8M10 7c-2-2 1-3 0-5M16 7c-2-2 1-3 0-5",
    umbrella: "hM3 17C3 8 9 4 16 4s13 4 13 13c-3-3-6-3-9 0-2-3-6-3-8 0-3-3-6-3-9 0z|nM16 2v2M16 16v10c0 5 6 5 6 1",
    bell: "sM5 24c4-3 3-8 4-13 1-4 4-6 7-6s6 2 7 6c1 5 0 10 4 13z|nM16 5V2M13 24c0 5 6 5 6 0",
    candle: "wM11 14h10v14H11z|sM16 2c4 5 3 8 0 8s-4-3 0-8z|nM16 10v4M6 28h20|nM11 18c3 3 3-1 5 0",
    teapot: "mM8 14c0-7 16-7 16 0 4 8 0 14-8 14S4 22 8 14z|nM24 16c7-2 7 9 1 8M8 18c-4 0-3-6-6-6M8 14h16|sc16,6.500,2.300",
    door: "pr8,3,16,26,1|nM4 29h24M11 7h10v8H11z|sc20,20,1.500",
    spoon: "ye16,9,6,7|nM16 16v14",
  }],
  ["play", {
    ball: "wc16,16,12|hM16 10l6 4-2 7h-8l-2-7z|nM16 10V4M22 14l5-3M20 21l4 5M12 21l-4 5M10 14l-5-3",
    kite: "sM18 2l10 11-12 9-7-12zM28 13 9 10M18 2l-2 20|nM16 22c-2 4-7 1-8 4s-4 3-6 4|hM9 24l-4-1 2 4z",
    drum: "hM4 12v12c4 5 20 5 24 0V12z|we16,12,12,5|nM8 16l4 10 4-9 4 9 4-10M19 10l9-8M13 10 4 3",
    guitar: "pM13 13c3-1 6 2 5 5 5 3 2 12-6 12-9 0-12-9-7-12 1-4 4-5 8-5z|wc12,20,2.500|nM14 17 25 5M23 3l5 5M25 5l3-3",
    dice: "wr4,4,24,24,5|ic10,10,2|ic22,10,2|ic16,16,2|ic10,22,2|ic22,22,2",
    balloon: "hM16 2c6 0 10 5 10 10s-5 11-10 11S6 17 6 12 10 2 16 2z|hM14 26l2-3 2 3z|nM16 26c-3 2 3 3 0 5M11 11c0-3 2-4 4-5",
    robot: "yr6,10,20,16,3|wr10,14,4,4,2|wr18,14,4,4,2|nM11 22h10M16 10V5M3 15v6M29 15v6M11 26v4M21 26v4|sc16,4,2",
    teddy: "pc8,8,4.500|pc24,8,4.500|pc16,17,11|we16,21,4.500,3.500|ic12,15,1.300|ic20,15,1.300|ie16,19.500,1.800,1.200",
    puzzle: "mM5 10h7c-3-7 9-7 6 0h8v7c6-3 6 9 0 6v6H5v-6c6 3 6-9 0-6z",
    skateboard: "hM2 13c2 5 4 5 7 5h14c3 0 5 0 7-5|nM2 13c2 5 4 5 7 5h14c3 0 5 0 7-5|sc10,23,3|sc22,23,3",
    crown: "sM4 25 3 9l7 6 6-10 6 10 7-6-1 16zM4 25h24v4H4z|hc16,21,1.800",
    wand: "nM5 29 18 14|sM22 2l2 6 6 1-5 4 1 6-5-3-6 3 1-6-4-5h6z",
    paintbrush: "pM18 15 28 3c2 0 2 1 2 2L20 17z|yM14 15c2 0 6 3 6 6-1 6-9 9-16 7 5-2 3-10 10-13z",
  }],
  ["wear", {
    hat: "hM9 22V8c0-4 14-4 14 0v14z|hM2 22c8-2 20-2 28 0-3 6-25 6-28 0z|sM9 17c4 2 10 2 14 0v5c-4 2-10 2-14 0z",
    sock: "yM11 3h10v14l-8 11c-4 3-9-2-6-6l4-6z|wM10 3h12v5H10z|nM8 21l6 5",
    shoe: "mM3 12l6 2 3-3c3 4 7 6 12 7 4 1 5 3 5 7H3z|wM3 25h26v3H3z|nM13 15l3-3M17 17l2-3",
    glove: "hM9 29V19l-5-5c-1-3 2-4 4-2l2 2V6c0-3 4-3 4 0V4c0-3 4-3 4 0v2c0-3 4-3 4 0v2c0-2 4-2 4 1v11c0 3-2 5-2 9z|nM14 6v8M18 6v8M22 8v7",
    tshirt: "yM11 4c2 4 8 4 10 0l9 5-3 7-4-2v15H9V14l-4 2-3-7z|sc16,18,3",
    glasses: "yc8,18,6|yc24,18,6|nM14 17c1-2 3-2 4 0M2 17l3-8M30 17l-3-8",
    watch: "pM11 2h10l1 7H10zM10 23h12l-1 7H11z|wc16,16,9|nM16 11v5l3 2",
    ring: "nc16,20,9|nc16,20,6|yM10 4h12l3 4-9 7-9-7zM7 8h18",
    boot: "sM9 3h12v14c5 1 9 4 9 8v3H9z|nM9 8h12M9 25h21",
    backpack: "mM7 12c0-11 18-11 18 0v15c0 2-1 3-3 3H10c-2 0-3-1-3-3z|sM10 20h12v10H10z|nM13 5c0-4 6-4 6 0M16 20v4M4 16v9M28 16v9M11 13h10",
    trousers: "yM8 3h16l2 26h-7l-3-15-3 15H6zM8 7h16",
    button: "hc16,16,12|nc16,16,8.500|ic13,13,1.500|ic19,13,1.500|ic13,19,1.500|ic19,19,1.500",
    dress: "hM11 3l5 4 5-4v9l6 16c-7 3-15 3-22 0l6-16z|nM11 13c3 1 7 1 10 0M12 29l2-8M20 29l-2-8",
  }],
  ["things", {
    hammer: "nM16 12v18|yM5 4h15c4 0 6 2 8 6-4-1-5 2-8 2H5z|pM14 12h4v18h-4z",
    scissors: "nM9 21 24 3M23 21 8 3|hc8,25,4.500|hc24,25,4.500",
    pencil: "sM22 3l7 7-18 18-8 1 1-8zM19 6l7 7|nM4 21l7 7",
    book: "wM16 8C12 4 7 4 2 5v20c5-1 10-1 14 3 4-4 9-4 14-3V5c-5-1-10-1-14 3zM16 8v20|nM6 11l6 1M6 16l6 1M20 12l6-1M20 17l6-1",
    magnet: "hM4 4h7v13c0 6 10 6 10 0V4h7v13c0 16-24 16-24 0z|nM4 10h7M21 10h7",
    torch: "yM4 12h4l4-3v14l-4-3H4z|pr12,11,17,10,2|sM16 14h4v4h-4z|nM1 8l2 2M1 16h1M1 24l2-2",
    ladder: "nM10 2v28M22 2v28M10 7h12M10 13h12M10 19h12M10 25h12",
    camera: "wM3 10h6l3-4h8l3 4h6v17H3z|yc16,18,6|nc16,18,2.500|sc25,13.500,1",
    envelope: "wM3 7h26v19H3z|nM3 8l13 11L29 8M3 25l9-9M29 25l-9-9",
    gift: "yM5 15h22v14H5z|hM3 10h26v5H3z|nM16 10v19M16 10c-9 0-8-9-3-7 2 1 3 4 3 7zM16 10c9 0 8-9 3-7-2 1-3 4-3 7z",
    flag: "nM7 2v28|mM7 4c7-3 12 4 21 0v14c-9 4-14-3-21 0z",
    heart: "hM16 28C4 20 2 14 3 10c2-7 11-7 13 0 2-7 11-7 13 0 1 4-1 10-13 18z",
    castle: "pM4 29V6h4v4h4V6h8v4h4V6h4v23zM13 29v-6c0-4 6-4 6 0v6|nM9 15v3M23 15v3M4 13h24",
  }],
];

/** How many pictures make a lock. */
export const LOCK = 4;

/** By id, in the order of the page. */
export const PICTURES: ReadonlyMap<string, string> = new Map(GROUPS.flatMap(([, pictures]) => Object.entries(pictures)));

/** The passphrase of the age file: what a person could also type. */
export function passphrase(pictures: readonly string[]): string {
  return pictures.join("-");
}

const SVG = "http://www.w3.org/2000/svg";

/** The picture, which is decoration beside its name. */
export function drawPicture(id: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("class", "picture");
  svg.ariaHidden = "true";
  svg.append(...(PICTURES.get(id) ?? "").split("|").filter(Boolean).map(shape));
  return svg;
}

const ATTRIBUTES: Readonly<Record<string, readonly [tag: string, names: readonly string[]]>> = {
  c: ["circle", ["cx", "cy", "r"]],
  e: ["ellipse", ["cx", "cy", "rx", "ry"]],
  r: ["rect", ["x", "y", "width", "height", "rx"]],
};

function shape(text: string): SVGElement {
  const [patch = "n", kind = "", rest = ""] = [text[0], text[1], text.slice(2)];
  const [tag, names] = ATTRIBUTES[kind] ?? ["path", []];
  const element = document.createElementNS(SVG, tag) as SVGElement;
  const values = rest.split(",");
  names.forEach((name, at) => element.setAttribute(name, values[at] ?? "0"));
  if (tag === "path") element.setAttribute("d", text.slice(1));
  element.setAttribute("class", `picture-${patch}`);
  return element;
}
