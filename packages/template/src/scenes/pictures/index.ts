import { gallery } from "./Gallery";
import { imagePan } from "./ImagePan";
import { motif } from "./Motif";
import { splitPicture } from "./SplitPicture";
import { subject } from "./Subject";
import { ticker } from "./Ticker";

export const pictures = {
	ImagePan: imagePan,
	SplitPicture: splitPicture,
	Gallery: gallery,
	Subject: subject,
	Motif: motif,
	Ticker: ticker,
};
