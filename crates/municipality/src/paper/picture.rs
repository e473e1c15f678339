//! Pictures of the demo world, drawn from shapes: a mended street lamp, a floor plan, a map of a parking zone.

use std::sync::OnceLock;

use serde::Deserialize;
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point,
    RadialGradient, Rect, SpreadMode, Stroke, StrokeDash, Transform,
};

/// A picture this crate can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// A dark street, its lamp out.
    LampOut,
    /// The same street, the lamp mended.
    LampMended,
    /// Floor plan of an office with numbered rooms.
    OfficePlan,
    /// A map with a parking zone and a studio outside it.
    ParkingZone,
}

/// That a picture could not be drawn or encoded.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the picture cannot be drawn: {0}")]
pub struct PictureError(String);

const WIDTH: f32 = 960.0;
const HEIGHT: f32 = 640.0;

impl Picture {
    /// The picture as PNG. Drawn once: nothing in it depends on the day.
    pub fn png(self) -> Result<&'static [u8], PictureError> {
        static DRAWN: [OnceLock<Result<Vec<u8>, PictureError>>; 4] = [const { OnceLock::new() }; 4];
        let drawn = DRAWN.get(self as usize).ok_or_else(|| PictureError("unknown".to_owned()))?;
        drawn.get_or_init(|| self.draw()).as_deref().map_err(Clone::clone)
    }

    fn draw(self) -> Result<Vec<u8>, PictureError> {
        let pixels = Pixmap::new(960, 640).ok_or_else(|| PictureError("no size".to_owned()))?;
        let mut canvas = Canvas { pixels };
        match self {
            Self::LampOut => street(&mut canvas, false),
            Self::LampMended => street(&mut canvas, true),
            Self::OfficePlan => office_plan(&mut canvas),
            Self::ParkingZone => parking_zone(&mut canvas),
        }
        canvas.pixels.encode_png().map_err(|error| PictureError(error.to_string()))
    }
}

/// What is drawn on, with the few shapes that the pictures need.
struct Canvas {
    pixels: Pixmap,
}

type Rgb = (u8, u8, u8);

fn paint<'a>((red, green, blue): Rgb, alpha: u8) -> Paint<'a> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, alpha);
    paint
}

fn polygon(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

impl Canvas {
    fn fill(&mut self, points: &[(f32, f32)], colour: Rgb, alpha: u8) {
        self.fill_with(points, &paint(colour, alpha));
    }

    fn fill_with(&mut self, points: &[(f32, f32)], paint: &Paint) {
        if let Some(path) = polygon(points, true) {
            self.pixels.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Rgb) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.pixels.fill_rect(rect, &paint(colour, 255), Transform::identity(), None);
        }
    }

    fn disc(&mut self, x: f32, y: f32, radius: f32, colour: Rgb, alpha: u8) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.pixels.fill_path(&path, &paint(colour, alpha), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn line(&mut self, points: &[(f32, f32)], width: f32, colour: Rgb) {
        self.stroke(polygon(points, false), width, colour, None);
    }

    fn dashed(&mut self, points: &[(f32, f32)], width: f32, colour: Rgb) {
        self.stroke(polygon(points, true), width, colour, StrokeDash::new(vec![16.0, 11.0], 0.0));
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, colour: Rgb, dash: Option<StrokeDash>) {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, dash, ..Stroke::default() };
        if let Some(path) = path {
            self.pixels.stroke_path(&path, &paint(colour, 255), &stroke, Transform::identity(), None);
        }
    }

    /// A word in capitals and digits, drawn with a pen.
    fn word(&mut self, text: &str, x: f32, y: f32, size: f32, colour: Rgb) {
        for (index, letter) in text.chars().enumerate() {
            // Words are short: the index is exact.
            #[allow(clippy::cast_precision_loss)]
            let left = x + index as f32 * size * 0.82;
            for stroke in strokes(letter) {
                let points: Vec<_> =
                    stroke.iter().map(|(px, py)| (left + px * size / 6.0, y + py * size / 6.0)).collect();
                self.line(&points, size / 8.5, colour);
            }
        }
    }
}

/// The strokes of a letter on a grid four wide and six high, from the top left.
fn strokes(letter: char) -> &'static [&'static [(f32, f32)]] {
    match letter {
        '1' => &[&[(0.8, 1.0), (2.0, 0.0), (2.0, 6.0)]],
        '2' => &[&[(0.2, 1.2), (1.0, 0.0), (3.0, 0.0), (3.8, 1.4), (0.2, 6.0), (4.0, 6.0)]],
        '3' => &[&[(0.2, 0.0), (3.8, 0.0), (1.8, 2.4), (3.6, 3.2), (3.8, 4.8), (2.6, 6.0), (0.8, 6.0), (0.0, 5.0)]],
        '4' => &[&[(3.0, 6.0), (3.0, 0.0), (0.0, 4.2), (4.0, 4.2)]],
        '5' => &[&[(3.6, 0.0), (0.6, 0.0), (0.4, 2.6), (2.6, 2.4), (3.8, 3.6), (3.6, 5.2), (2.4, 6.0), (0.2, 5.6)]],
        '8' => &[&[
            (2.0, 2.8),
            (0.4, 1.8),
            (0.6, 0.4),
            (2.0, 0.0),
            (3.4, 0.4),
            (3.6, 1.8),
            (2.0, 2.8),
            (0.2, 4.0),
            (0.4, 5.5),
            (2.0, 6.0),
            (3.6, 5.5),
            (3.8, 4.0),
            (2.0, 2.8),
        ]],
        '0' => &[&[
            (2.0, 0.0),
            (0.6, 0.8),
            (0.0, 3.0),
            (0.6, 5.2),
            (2.0, 6.0),
            (3.4, 5.2),
            (4.0, 3.0),
            (3.4, 0.8),
            (2.0, 0.0),
        ]],
        'A' => &[&[(0.0, 6.0), (2.0, 0.0), (4.0, 6.0)], &[(0.8, 4.0), (3.2, 4.0)]],
        'M' => &[&[(0.0, 6.0), (0.0, 0.0), (2.0, 3.4), (4.0, 0.0), (4.0, 6.0)]],
        'N' => &[&[(0.0, 6.0), (0.0, 0.0), (4.0, 6.0), (4.0, 0.0)]],
        'P' => &[&[(0.0, 6.0), (0.0, 0.0), (3.0, 0.0), (4.0, 1.5), (3.0, 3.0), (0.0, 3.0)]],
        _ => &[],
    }
}

/// A street at dusk with one lamp.
fn street(canvas: &mut Canvas, lit: bool) {
    let (top, bottom) = if lit { ((24, 36, 74), (110, 104, 132)) } else { ((14, 20, 40), (52, 54, 78)) };
    let stops = [top, bottom].map(|(r, g, b)| Color::from_rgba8(r, g, b, 255));
    let [first, last] = stops;
    let sky = LinearGradient::new(
        Point::from_xy(0.0, 0.0),
        Point::from_xy(0.0, 430.0),
        vec![GradientStop::new(0.0, first), GradientStop::new(1.0, last)],
        SpreadMode::Pad,
        Transform::identity(),
    );
    if let (Some(shader), Some(all)) = (sky, Rect::from_xywh(0.0, 0.0, WIDTH, HEIGHT)) {
        canvas.pixels.fill_rect(all, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
    }
    for (x, y) in [(90.0, 60.0), (190.0, 120.0), (330.0, 48.0), (690.0, 74.0), (820.0, 130.0), (900.0, 52.0)] {
        canvas.disc(x, y, 1.8, (230, 232, 245), 200);
    }
    // Houses with a few windows lit, and the pines behind them.
    for (x, height) in [(20.0, 190.0), (80.0, 240.0), (140.0, 200.0), (720.0, 230.0), (790.0, 190.0), (870.0, 260.0)] {
        let ground = 430.0;
        canvas.fill(&[(x - 34.0, ground), (x, ground - height), (x + 34.0, ground)], (18, 34, 34), 255);
    }
    for (x, width, wall) in [(180.0, 170.0, (92, 44, 40)), (610.0, 150.0, (78, 74, 60))] {
        canvas.rect(x, 310.0, width, 124.0, wall);
        canvas.fill(&[(x - 16.0, 312.0), (x + width / 2.0, 244.0), (x + width + 16.0, 312.0)], (38, 34, 40), 255);
        canvas.rect(x + 24.0, 344.0, 34.0, 40.0, (236, 190, 96));
        canvas.rect(x + width - 58.0, 344.0, 34.0, 40.0, (40, 44, 58));
    }
    canvas.rect(0.0, 430.0, WIDTH, 60.0, if lit { (58, 64, 56) } else { (30, 34, 34) });
    let road = if lit { (74, 74, 82) } else { (34, 35, 42) };
    canvas.fill(&[(0.0, 490.0), (WIDTH, 490.0), (WIDTH, HEIGHT), (0.0, HEIGHT)], road, 255);
    for start in [40.0, 260.0, 480.0, 700.0, 920.0] {
        canvas.fill(
            &[(start, 560.0), (start + 110.0, 560.0), (start + 100.0, 570.0), (start - 10.0, 570.0)],
            (150, 150, 150),
            255,
        );
    }
    if lit {
        let cone = RadialGradient::new(
            Point::from_xy(500.0, 150.0),
            0.0,
            Point::from_xy(500.0, 150.0),
            430.0,
            vec![
                GradientStop::new(0.0, Color::from_rgba8(255, 226, 150, 190)),
                GradientStop::new(1.0, Color::from_rgba8(255, 226, 150, 0)),
            ],
            SpreadMode::Pad,
            Transform::identity(),
        );
        if let Some(shader) = cone {
            let glow = Paint { shader, anti_alias: true, ..Paint::default() };
            canvas.fill_with(&[(478.0, 152.0), (522.0, 152.0), (720.0, 590.0), (280.0, 590.0)], &glow);
        }
    }
    // Post, arm and head of the lamp.
    canvas.line(&[(400.0, 520.0), (400.0, 150.0), (420.0, 122.0), (500.0, 122.0)], 11.0, (52, 58, 62));
    canvas.rect(386.0, 508.0, 28.0, 18.0, (44, 48, 52));
    canvas.fill(&[(470.0, 116.0), (532.0, 116.0), (546.0, 142.0), (456.0, 142.0)], (60, 66, 72), 255);
    let glass = if lit { (255, 240, 196) } else { (70, 74, 80) };
    canvas.fill(&[(462.0, 142.0), (540.0, 142.0), (528.0, 156.0), (474.0, 156.0)], glass, 255);
    if lit {
        canvas.disc(501.0, 150.0, 22.0, (255, 246, 214), 130);
    }
}

/// Four rooms, an entrance without a step, doors and windows, a scale bar and north.
fn office_plan(canvas: &mut Canvas) {
    let (paper, wall, thin): (Rgb, Rgb, Rgb) = ((250, 250, 246), (30, 36, 48), (96, 108, 128));
    canvas.rect(0.0, 0.0, WIDTH, HEIGHT, paper);
    for step in 1_u8..32 {
        let at = f32::from(step) * 32.0;
        canvas.line(&[(at, 0.0), (at, HEIGHT)], 0.6, (226, 228, 226));
        canvas.line(&[(0.0, at), (WIDTH, at)], 0.6, (226, 228, 226));
    }
    canvas.rect(130.0, 90.0, 700.0, 420.0, wall);
    canvas.rect(142.0, 102.0, 676.0, 396.0, (255, 255, 255));
    // The rooms whose use changes are tinted.
    canvas.rect(142.0, 102.0, 380.0, 396.0, (228, 236, 250));
    canvas.rect(522.0, 102.0, 296.0, 166.0, (228, 236, 250));
    canvas.rect(522.0, 102.0, 8.0, 396.0, wall);
    canvas.rect(530.0, 268.0, 288.0, 8.0, wall);
    canvas.rect(670.0, 276.0, 8.0, 222.0, wall);
    for (x, y, width, height) in
        [(200.0, 86.0, 110.0, 20.0), (370.0, 86.0, 110.0, 20.0), (600.0, 86.0, 150.0, 20.0), (814.0, 140.0, 20.0, 90.0)]
    {
        canvas.rect(x, y, width, height, (188, 212, 236));
        canvas.line(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], 1.6, thin);
    }
    // Doors: a gap in the wall and the arc of the leaf.
    for (x, y, width, height) in [
        (260.0, 494.0, 90.0, 20.0),
        (518.0, 320.0, 16.0, 70.0),
        (560.0, 264.0, 70.0, 16.0),
        (700.0, 264.0, 70.0, 16.0),
        (518.0, 150.0, 16.0, 70.0),
    ] {
        canvas.rect(x, y, width, height, (255, 255, 255));
    }
    for (hinge, end, leaf) in [
        ((260.0, 498.0), (350.0, 498.0), (260.0, 408.0)),
        ((526.0, 390.0), (526.0, 320.0), (596.0, 390.0)),
        ((560.0, 272.0), (630.0, 272.0), (560.0, 342.0)),
        ((770.0, 272.0), (700.0, 272.0), (770.0, 342.0)),
        ((526.0, 150.0), (526.0, 220.0), (596.0, 150.0)),
    ] {
        canvas.line(&[hinge, leaf], 2.4, thin);
        let mut arc = PathBuilder::new();
        arc.move_to(end.0, end.1);
        arc.quad_to(end.0 + leaf.0 - hinge.0, end.1 + leaf.1 - hinge.1, leaf.0, leaf.1);
        canvas.stroke(arc.finish(), 1.4, thin, None);
    }
    // Desks of the studio, the table of the meeting room, the basin.
    for (x, y) in [(180.0, 150.0), (330.0, 150.0), (180.0, 300.0), (400.0, 300.0)] {
        canvas.line(&[(x, y), (x + 92.0, y), (x + 92.0, y + 44.0), (x, y + 44.0), (x, y)], 2.0, thin);
        canvas.disc(x + 46.0, y + 60.0, 11.0, (206, 214, 228), 255);
    }
    canvas.line(&[(640.0, 150.0), (770.0, 150.0), (770.0, 210.0), (640.0, 210.0), (640.0, 150.0)], 2.0, thin);
    canvas.disc(750.0, 460.0, 16.0, (188, 212, 236), 255);
    for (number, x, y) in [("1", 300.0, 244.0), ("2", 700.0, 224.0), ("3", 610.0, 420.0), ("4", 716.0, 390.0)] {
        canvas.disc(x + 8.0, y + 14.0, 27.0, (0, 0, 160), 255);
        canvas.word(number, x, y + 1.0, 26.0, (255, 255, 255));
    }
    // A ramp at the entrance, the scale, north.
    canvas.fill(&[(270.0, 516.0), (340.0, 516.0), (340.0, 566.0), (270.0, 566.0)], (214, 226, 214), 255);
    canvas.line(&[(305.0, 562.0), (305.0, 522.0), (296.0, 534.0)], 2.4, (30, 96, 60));
    canvas.line(&[(305.0, 522.0), (314.0, 534.0)], 2.4, (30, 96, 60));
    canvas.line(&[(640.0, 580.0), (640.0, 590.0), (800.0, 590.0), (800.0, 580.0)], 2.6, wall);
    canvas.word("5 M", 694.0, 556.0, 20.0, wall);
    canvas.line(&[(70.0, 150.0), (70.0, 90.0), (60.0, 108.0)], 3.0, wall);
    canvas.line(&[(70.0, 90.0), (80.0, 108.0)], 3.0, wall);
    canvas.word("N", 60.0, 54.0, 24.0, wall);
}

/// A shore, blocks, a dashed parking zone, and the studio on the far side of the street.
fn parking_zone(canvas: &mut Canvas) {
    canvas.rect(0.0, 0.0, WIDTH, HEIGHT, (240, 238, 230));
    canvas.fill(
        &[(0.0, 500.0), (240.0, 470.0), (520.0, 520.0), (960.0, 450.0), (960.0, 640.0), (0.0, 640.0)],
        (186, 212, 230),
        255,
    );
    for (from, to) in [
        ((0.0, 110.0), (960.0, 70.0)),
        ((0.0, 270.0), (960.0, 236.0)),
        ((0.0, 420.0), (960.0, 392.0)),
        ((150.0, 0.0), (190.0, 480.0)),
        ((390.0, 0.0), (424.0, 500.0)),
        ((630.0, 0.0), (650.0, 490.0)),
        ((850.0, 0.0), (866.0, 460.0)),
    ] {
        canvas.line(&[from, to], 26.0, (255, 255, 255));
    }
    for (x, y) in [
        (210.0, 128.0),
        (300.0, 122.0),
        (216.0, 290.0),
        (310.0, 284.0),
        (452.0, 116.0),
        (540.0, 110.0),
        (456.0, 278.0),
        (546.0, 272.0),
        (690.0, 106.0),
        (40.0, 140.0),
        (50.0, 300.0),
    ] {
        canvas.rect(x, y, 62.0, 84.0, (212, 206, 192));
    }
    let zone = [(168.0, 92.0), (640.0, 70.0), (656.0, 404.0), (186.0, 428.0)];
    canvas.fill(&zone, (0, 0, 190), 36);
    canvas.dashed(&zone, 5.0, (0, 0, 160));
    canvas.rect(388.0, 224.0, 58.0, 58.0, (0, 0, 160));
    canvas.word("P", 404.0, 236.0, 34.0, (255, 255, 255));
    // The studio and its distance from the edge of the zone.
    canvas.rect(788.0, 286.0, 62.0, 84.0, (168, 52, 44));
    canvas.disc(819.0, 328.0, 13.0, (255, 255, 255), 255);
    canvas.line(&[(664.0, 330.0), (784.0, 330.0)], 3.0, (60, 60, 66));
    canvas.line(&[(664.0, 322.0), (664.0, 338.0)], 3.0, (60, 60, 66));
    canvas.line(&[(784.0, 322.0), (784.0, 338.0)], 3.0, (60, 60, 66));
    canvas.word("180 M", 684.0, 296.0, 20.0, (40, 40, 46));
    canvas.line(&[(900.0, 110.0), (900.0, 50.0), (890.0, 68.0)], 3.0, (30, 36, 48));
    canvas.line(&[(900.0, 50.0), (910.0, 68.0)], 3.0, (30, 36, 48));
}
